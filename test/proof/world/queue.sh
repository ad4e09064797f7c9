# shellcheck shell=bash disable=SC2154,SC2034
# The step `queue` of attached: workers and servers fail in the middle of jobs. A job says what it does in its text, as in
# "sleep 4", and its worker's log has a line when it starts and when it ends (test/proof/queue). APP has `queue` as well: how
# often a job is tried, after how many seconds a silent worker is dead to the others, and which service holds the queue.
# Lines that begin with ROW are for the table: what happened, how often the job ran, seconds until it ended, the verdict.

attempts=$(of_app .queue.attempts) lease=$(of_app .queue.lease) holder=$(of_app .queue.holder)

# The jobs, by what happens to them.
killed='worker killed in a job'
between='worker killed between jobs'
long='longer than the lease'
poison='kills its process'
after='behind one that kills its process'
error='fails each time'
frozen='server frozen in a job'
restarted='server restarted in a job'
later='after the restart'
declare -A id=() put_at=() state_of=() ended=()

row() { printf 'ROW %s\t%s\t%s\t%s\n' "$1" "$(effects starts "$1")" "${ended[$1]:--}" "$2" >&$out; } # row JOB VERDICT
wrong() { # wrong JOB WHY
  row "$1" FAIL
  fault "$1: $2"
}
effects() { cat "$scratch"/worker.*.log | grep -c "EFFECT ${id[$2]} $1 " || true; } # effects starts|ends JOB

workers=0
start_worker() { # sets worker
  worker=worker.$((workers += 1))
  up "$worker" worker
}

# As on Heroku, a worker that has ended is started again.
tend_workers() {
  local each
  for each in "${!dyno[@]}"; do
    if [ "$each" != web.1 ] && ! kill -0 "${dyno[$each]}" 2> /dev/null; then
      gone "$each"
      start_worker
    fi
  done
}

add() { # add JOB TEXT: within 30 s, since the server may have just been started
  local end=$((SECONDS + 30)) body answer
  body=$(jq -cn --arg text "$2" '{ text: $text }')
  until answer=$(curl -fsS --max-time 10 --json "$body" "http://127.0.0.1:$web$(of_app .jobs.path)"); do
    [ $SECONDS -lt $end ] || fault "$1: it can't be put in the queue"
    sleep 0.5
  done
  id[$1]=$(jq -r .id <<< "$answer")
  put_at[$1]=$EPOCHREALTIME
}

# ask JOB: sets its state, if there is an answer: "gone" if the queue doesn't know it.
ask() {
  local status
  status=$(curl -s --max-time 5 -o "$scratch/job" -w '%{http_code}' "http://127.0.0.1:$web$(of_app .jobs.path)/${id[$1]}") || return 0
  case $status in
    200) state_of[$1]=$(jq -r .state "$scratch/job") ;;
    404) state_of[$1]=gone ;;
    *) return 0 ;;
  esac
  [ "${state_of[$1]}" != 'done' ] || [ "$(effects ends "$1")" -gt 0 ] || wrong "$1" 'it is said to be done, and was not'
  [ "$(effects starts "$1")" -le "$attempts" ] || wrong "$1" "it ran more often than $attempts times"
  case ${state_of[$1]} in done | failed | gone) ended[$1]=${ended[$1]:-$(since "${put_at[$1]}")} ;; esac
}

# watch SECONDS JOB…: until they have ended. All others are watched as well.
watch() {
  local end=$((SECONDS + $1)) each open
  shift
  while :; do
    tend_workers
    for each in "${!id[@]}"; do [ -n "${ended[$each]:-}" ] || ask "$each"; done
    open=
    for each in "$@"; do [ -n "${ended[$each]:-}" ] || open=$each; done
    [ -n "$open" ] || return 0
    [ $SECONDS -lt $end ] || wrong "$open" "it is ${state_of[$open]:-unknown} after $(since "${put_at[$open]}") s"
    sleep 0.3
  done
}

started() { # started JOB: waits until it runs
  local end=$((SECONDS + 30))
  until [ "$(effects starts "$1")" -gt 0 ]; do
    [ $SECONDS -lt $end ] || wrong "$1" 'it does not start'
    sleep 0.1
  done
}

is() { # is JOB STATE…: it ended in one of these
  local job=$1
  shift
  case " $* " in *" ${state_of[$job]} "*) row "$job" "${state_of[$job]}" ;; *) wrong "$job" "it is ${state_of[$job]}, not $1" ;; esac
}

# pauses JOB: whether a second or more passed between its attempts.
pauses() {
  cat "$scratch"/worker.*.log | awk -v id="${id[$1]}" '$1 == "EFFECT" && $2 == id && $3 == "starts" { print $4 }' | sort -n |
    awk 'NR > 1 && $1 - last < 1 { exit 1 } { last = $1 }'
}

step_queue() {
  local each before
  release
  serving

  start_worker
  add "$killed" 'sleep 4'
  started "$killed"
  gone "$worker"

  start_worker
  add first 'sleep 0'
  watch 30 first
  gone "$worker"
  add "$between" 'sleep 0'
  start_worker
  start_worker
  watch 30 "$between"
  is "$between" 'done'

  add "$long" "sleep $((lease * 3 / 2))"
  started "$long"
  add "$poison" 'crash 0'
  add "$error" 'fail 0'
  add "$after" 'sleep 0'
  # It may be in the process that is killed.
  watch 120 "$after"
  is "$after" 'done'
  watch 90 "$long" "$error"
  [ "$(effects starts "$long")" = 1 ] || wrong "$long" 'it ran again while its worker was alive'
  is "$long" 'done'
  [ "$(effects starts "$error")" = "$attempts" ] || wrong "$error" "it ran $(effects starts "$error") times, not $attempts"
  pauses "$error" || wrong "$error" 'it ran again at once'
  is "$error" failed
  watch 120 "$killed"
  is "$killed" 'done'

  add "$frozen" 'sleep 6'
  started "$frozen"
  signal "$holder" STOP
  sleep 12
  signal "$holder" CONT
  watch 120 "$frozen"
  is "$frozen" 'done'

  watch 200 "$poison"
  is "$poison" failed

  add "$restarted" 'sleep 6'
  started "$restarted"
  kill_service "$holder"
  sleep 3
  start "$holder"
  add "$later" 'sleep 0'
  watch 120 "$later" "$restarted"
  # Redis mini keeps nothing on disk.
  if [ "$holder" = redis ]; then is "$restarted" 'done' gone; else is "$restarted" 'done'; fi
  is "$later" 'done'

  for each in "${!id[@]}"; do
    before=${state_of[$each]}
    ask "$each"
    case ${state_of[$each]} in "$before" | gone) ;; *) wrong "$each" "it was $before, and is ${state_of[$each]}" ;; esac
  done
  for each in "${!dyno[@]}"; do down "$each" > /dev/null; done
}
