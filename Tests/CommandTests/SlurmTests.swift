// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

/// A Slurm cluster of two nodes on this machine.
struct Cluster {
  let patrolsim: BuiltCommand
  /// A short path, since sockets have no room for a long one.
  private let folder: String

  /// Whether there is a Slurm, and a user who may run one.
  static let isPossible: Bool =
    getuid() == 0
    && ["/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch", "/usr/sbin/munged"]
      .allSatisfy(FileManager.default.isExecutableFile)

  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Slurm/cluster.sh").path

  /// Calls a function with a cluster that runs, and ends it afterwards.
  static func with(_ patrolsim: BuiltCommand, _ body: (Cluster) throws -> Void) throws {
    let cluster = Cluster(patrolsim: patrolsim, folder: "/tmp/patrolsim-slurm-\(getpid())")
    defer {
      _ = try? cluster.control("stop")
      try? FileManager.default.removeItem(atPath: cluster.folder)
    }
    #expect(try cluster.control("start").status == 0)
    try body(cluster)
  }

  private var environment: [String: String] { ["SLURM_CONF": folder + "/slurm.conf"] }

  /// Starts or ends what the script knows.
  @discardableResult
  func control(_ verb: String, _ node: String...) throws -> BuiltCommand.Outcome {
    try patrolsim.finish(
      patrolsim.start(URL(fileURLWithPath: "/bin/bash"), [Cluster.script, verb, folder] + node))
  }

  /// Runs the command on the cluster.
  func callAsFunction(_ arguments: String...) throws -> BuiltCommand.Outcome {
    try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments, environment: environment))
  }

  /// Runs a line of a shell on the cluster and returns what it prints.
  @discardableResult
  func shell(_ line: String) throws -> String {
    try patrolsim.finish(
      patrolsim.start(URL(fileURLWithPath: "/bin/sh"), ["-c", line], environment: environment)
    ).output
  }

  /// Waits until something is so, and meanwhile spares tasks that were queued again their two minutes.
  func wait(_ what: String, _ isSo: () throws -> Bool) throws {
    do {
      try Watchdog.wait(until: what) {
        if try isSo() { return true }
        try startQueuedAgain()
        Thread.sleep(forTimeInterval: 0.1)
        return false
      }
    } catch {
      let queue = try shell("squeue --array --states=all; tail -n 30 \(folder)/*.log")
      Issue.record("\(error): \(queue)")
      throw error
    }
  }

  /// Lets tasks that were queued again start at once, but for those of which a node has still something to clear up: that
  /// would take the new start with it.
  private func startQueuedAgain() throws {
    try shell(
      """
      squeue --noheader --array --states=PENDING --format='%A %F_%K %T %r' | while read -r job task state reason; do
        if [ "$state $reason" = 'PENDING BeginTime' ] && ! pgrep -f "slurmstepd: \\[$job\\.|/job0*$job/" >/dev/null; then
          scontrol update jobid=$task StartTime=now
        fi
      done 2>/dev/null
      """)
  }

  /// The states of the tasks of the array that still are in the queue.
  func states() throws -> [String] {
    try shell("squeue --noheader --array --format='%K %T %N'").split(separator: "\n").map(String.init)
  }
}

@Suite("A study on a Slurm cluster", .serialized)
struct SlurmTests {
  @Test(
    "survives a killed task, a cancelled one and a failed node, and has the bytes of one machine",
    .enabled(if: Cluster.isPossible, "there is no Slurm, or this user may not start one"))
  func survives() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      try BuiltCommand.study.replacing("replications: 3", with: "replications: 60").write(
        toFile: patrolsim.folder + "/study.yaml", atomically: true, encoding: .utf8)
      try #require(try patrolsim("batch", "study.yaml", "--output", "whole").status == 0)
      let whole = try patrolsim.results("whole")
      try Cluster.with(patrolsim) { cluster in
        let submitted = try cluster(
          "batch", "study.yaml", "--output", "a", "--slurm", "--shards", "4", "--partition", "work", "--time",
          "10", "--mem",
          "500M", "--sbatch", "--nice=1")
        try #require(submitted.status == 0, "\(submitted.errors)")
        #expect(submitted.output.contains("Submitted 4 of 4 parts as job 1"), "\(submitted.output)")
        let again = try cluster("batch", "study.yaml", "--output", "a", "--slurm", "--shards", "4")
        #expect(again.status == 1 && again.errors.contains("are in the queue as job 1"), "\(again.errors)")

        func work(_ part: Int) -> String { "\(patrolsim.folder)/a/work/shard-\(part)-of-4.journal" }
        func lines(_ part: Int) -> Int {
          FileManager.default.contents(atPath: work(part))?.count { $0 == UInt8(ascii: "\n") } ?? 0
        }
        try cluster.wait("all tasks have written replications") { (1...4).allSatisfy { lines($0) > 10 } }
        let status = try cluster("batch", "study.yaml", "--output", "a", "--status")
        #expect(
          status.output.contains("running on node1") && status.output.contains("running on node2"),
          "\(status.output)")

        // One program is killed, one task cancelled, and a node fails with what it runs.
        let onFirst = try cluster.states().filter { $0.hasSuffix("RUNNING node1") }.compactMap {
          $0.first.map(String.init)
        }
        try #require(onFirst.count == 2)
        try cluster.shell("scancel 1_\(onFirst[1])")
        try cluster.shell("pkill -KILL -f -- '--shard \(onFirst[0])/4'")
        try cluster.control("kill-node", "node2")
        try cluster.shell("scontrol update nodename=node2 state=down reason=failed")
        try cluster.wait("the killed task was queued again") {
          try cluster.shell("scontrol show job 1_\(onFirst[0])").contains("Restarts=1")
        }
        try cluster.wait("the array has come to its end") {
          try cluster.states().allSatisfy { !$0.contains("1_") && $0.hasPrefix("N/A") }
        }
        try cluster.wait("the merge has come to its end") { try cluster.states().isEmpty }
        let merge = try patrolsim.text("a/work/slurm-merge.log")
        #expect(merge.contains("Shard \(onFirst[1])/4 lacks"), "\(merge)")
        let left = try cluster("batch", "study.yaml", "--output", "a", "--status")
        #expect(left.output.contains("cancelled"), "\(left.output)")

        // What is left is submitted again, and nothing else.
        try cluster.control("start-node", "node2")
        let rest = try cluster("batch", "a", "--slurm", "--shards", "4")
        let jobs = try cluster.shell("scontrol show job 1; tail -n 5 a/work/slurm-?.log")
        // The cancelled one; and one that the cluster itself failed to start again, which happens within a second of its end.
        let incomplete = 4 - (jobs.components(separatedBy: "JobState=COMPLETED").count - 1)
        #expect(
          (1...2).contains(incomplete) && rest.output.contains("Submitted \(incomplete) of 4 parts"),
          "\(rest.output)\(rest.errors)\(jobs)")
        try cluster.wait("everything has come to its end") { try cluster.states().isEmpty }
        #expect(try patrolsim.results("a") == whole)
        let done = try cluster("batch", "a", "--status")
        #expect(done.output.contains("2,880 of 2,880 replications done (100.0 %)"), "\(done.output)")
      }
    }
  }
}
