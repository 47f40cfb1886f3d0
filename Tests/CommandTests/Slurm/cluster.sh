#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A Slurm cluster of two nodes on this machine, for tests: no systemd, no cgroups, everything in one folder.
#
#   cluster.sh start FOLDER             munge, the controller and nodes node1 and node2; waits until they are idle
#   cluster.sh kill-node FOLDER NODE    ends the node's daemon and all that it runs, as a failing machine would
#   cluster.sh start-node FOLDER NODE   starts it again
#   cluster.sh stop FOLDER              ends everything
#
# `start` writes FOLDER/environment, which is to be sourced before sbatch and its like. It needs root, as slurmd does.
set -euo pipefail

readonly verb=${1:?what to do} folder=${2:?the folder of the cluster} node=${3:-}
PATH=$PATH:/usr/sbin:/sbin

# What the caller has open is not for daemons to keep: some wait for its end.
for descriptor in /proc/$$/fd/*; do
  descriptor=${descriptor##*/}
  if ((descriptor > 2 && descriptor < 255)); then exec {descriptor}>&-; fi
done

fail() {
  printf 'cluster.sh: %s\n' "$*" >&2
  exit 1
}

# Prints so many ports that nothing listens on.
free_ports() {
  python3 - "$1" <<'END'
import socket, sys
sockets = [socket.socket() for _ in range(int(sys.argv[1]))]
for s in sockets:
    s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in sockets])
END
}

write_configuration() {
  local -a port
  read -r -a port <<<"$(free_ports 3)"
  cat >"$folder/slurm.conf" <<END
ClusterName=test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=${port[0]}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool-%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd-%n.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/linux
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0,sched_min_interval=0
SlurmdParameters=config_overrides
JobRequeue=1
ReturnToService=2
KillWait=2
SlurmdTimeout=600
InactiveLimit=0
NodeName=node1 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=${port[1]} CPUs=2 RealMemory=4000 State=UNKNOWN
NodeName=node2 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=${port[2]} CPUs=2 RealMemory=4000 State=UNKNOWN
PartitionName=work Nodes=node1,node2 Default=YES MaxTime=INFINITE State=UP
END
  printf 'export SLURM_CONF=%q\n' "$folder/slurm.conf" >"$folder/environment"
}

start_munge() {
  dd if=/dev/urandom bs=1 count=1024 of="$folder/munge.key" 2>/dev/null
  chmod 600 "$folder/munge.key"
  munged --force --key-file "$folder/munge.key" --socket "$folder/munge.socket" --pid-file "$folder/munged.pid" \
    --log-file "$folder/munged.log" --seed-file "$folder/munge.seed"
}

start_node() {
  # A session of its own, so that the node can be ended with all that it runs.
  SLURM_CONF=$folder/slurm.conf setsid slurmd -D -N "$1" >>"$folder/slurmd-$1.out" 2>&1 </dev/null &
  disown
}

# Waits until so many nodes are idle.
wait_for_idle() {
  local idle attempt
  for attempt in {1..6000}; do
    idle=$(SLURM_CONF=$folder/slurm.conf sinfo --noheader --Node --format=%T 2>/dev/null | grep -cx idle || true)
    if ((idle >= $1)); then return 0; fi
    sleep 0.1
  done
  tail -n 20 "$folder"/*.log >&2
  fail "after ${attempt} looks $idle of $1 nodes are idle"
}

start() {
  ((EUID == 0)) || fail 'it needs root'
  mkdir -p "$folder/state" "$folder/spool-node1" "$folder/spool-node2"
  write_configuration
  start_munge
  SLURM_CONF=$folder/slurm.conf setsid slurmctld -D >>"$folder/slurmctld.out" 2>&1 </dev/null &
  disown
  start_node node1
  start_node node2
  wait_for_idle 2
}

# Ends a process and then all its descendants: a step that outlived its script would report a failed job, as no dead node can.
kill_tree() {
  local child children
  children=$(pgrep -P "$1" || true)
  kill -KILL "$1" 2>/dev/null || true
  for child in $children; do kill_tree "$child"; done
}

# Ends a node: its daemon, and the steps of jobs, which are the parents of scripts in the node's folder.
kill_node() {
  local script step
  if [[ -e $folder/slurmd-$1.pid ]]; then kill_tree "$(<"$folder/slurmd-$1.pid")"; fi
  for script in $(pgrep -f "$folder/spool-$1/" || true); do
    step=$(ps -o ppid= -p "$script" | tr -d ' ' || true)
    if [[ -n $step && $(ps -o comm= -p "$step") == slurmstepd ]]; then kill_tree "$step"; fi
  done
}

stop() {
  local name
  kill_node node1
  kill_node node2
  for name in slurmctld munged; do
    if [[ -e $folder/$name.pid ]]; then kill_tree "$(<"$folder/$name.pid")"; fi
  done
}

case $verb in
  start | stop) "$verb" ;;
  kill-node) kill_node "${node:?which node}" ;;
  start-node) start_node "${node:?which node}" ;;
  *) fail "there is no verb $verb" ;;
esac
