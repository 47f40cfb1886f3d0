// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The scripts that a cluster runs.
struct SlurmScript {
  /// The folder of the study, the executable and the number of parts.
  let folder: String
  let executable: String
  let shards: Int
  let cpus: Int
  /// Options that the parts are run with.
  let options: [String]

  /// The script of a part.
  ///
  /// Slurm queues a task again by itself when its node fails or it is preempted. A task that comes near its time limit is told
  /// so by SIGUSR1, finishes what is in flight and asks to be queued again; so does one whose program was killed, as for want of
  /// memory, a few times. A task that is cancelled stays so.
  var task: String {
    let words =
      [executable, "batch", folder, "--output", folder] + options + ["--jobs", "\(cpus)", "--quiet"]
    return """
      #!/bin/bash
      # A part of the study in \(folder.replacing("\n", with: " ")).
      readonly most_restarts=50 most_kills=3

      again() {
        if (( ${SLURM_RESTART_COUNT:-0} < $1 )); then
          echo "Queued again; it goes on from where it stands."
          # Not by SLURM_JOB_ID: that of the last task is the number of the whole array.
          scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
        fi
      }

      \(SlurmScript.line(words)) --shard "$SLURM_ARRAY_TASK_ID/\(shards)" &
      program=$!
      is_near_limit=false
      trap 'is_near_limit=true; kill -TERM "$program"' USR1
      trap 'kill -TERM "$program"' TERM
      # A signal ends a wait before the program has ended.
      while true; do
        wait "$program"
        status=$?
        if ! kill -0 "$program" 2>/dev/null; then break; fi
      done
      if $is_near_limit && (( status != 0 )); then again "$most_restarts"; fi
      if (( status == 137 )); then again "$most_kills"; fi
      if (( status == 1 )); then echo "This part is incomplete; see the messages above."; fi
      exit "$status"

      """
  }

  /// The script that joins the parts.
  var merge: String {
    """
    #!/bin/bash
    # Joins the parts of the study; says what is missing where one did not come to its end.
    exec \(SlurmScript.line([executable, "merge", folder]))

    """
  }

  /// Returns words as a line of a shell.
  private static func line(_ words: [String]) -> String {
    words.map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
  }
}
