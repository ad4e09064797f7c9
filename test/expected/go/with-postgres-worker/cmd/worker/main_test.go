package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"my-app/internal/app"
	"my-app/internal/database/fresh"
	"my-app/internal/queue"
	"my-app/internal/tasks"
)

// TEST_AS turns the test program into a worker whose jobs go wrong on purpose.
func TestMain(m *testing.M) {
	queue.Attempts, queue.Pause, queue.Timeout = 2, time.Millisecond, 2*time.Second
	if os.Getenv("TEST_AS") == "worker" {
		os.Exit(work(app.NewLogger(os.Stdout), try))
	}
	os.Exit(fresh.Run(m))
}

func try(ctx context.Context, logger *slog.Logger, id, text string) error {
	switch text {
	case "fail":
		return errors.New("no luck\x00")
	case "panic":
		panic("no luck")
	case "hang":
		<-ctx.Done()
		return ctx.Err()
	case "slow":
		time.Sleep(time.Second)
	}
	return tasks.Run(ctx, logger, id, text)
}

// start starts a worker. What it logs can be read once it has ended.
func start(t *testing.T) (*exec.Cmd, *strings.Builder) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel) // also kills the process, if it's still running
	command := exec.CommandContext(ctx, os.Args[0])
	command.Env = append(os.Environ(), "TEST_AS=worker")
	var log strings.Builder
	command.Stdout, command.Stderr = &log, &log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return command, &log
}

type job struct{ ID, State string }

func ask(t *testing.T, method, path, body string, status int) (answer job) {
	t.Helper()
	recorder := httptest.NewRecorder()
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	app.New(app.NewLogger(io.Discard), app.Version{}).ServeHTTP(recorder, request)
	if recorder.Code != status {
		t.Fatalf("%s %s: status %d", method, path, recorder.Code)
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

func put(t *testing.T, text string) string {
	t.Helper()
	return ask(t, http.MethodPost, "/jobs", `{"text":"`+text+`"}`, http.StatusAccepted).ID
}

// until waits until a job is in that state, and fails if it's in one of the others.
func until(t *testing.T, id, state string, others ...string) {
	t.Helper()
	for range 600 {
		got := ask(t, http.MethodGet, "/jobs/"+id, "", http.StatusOK).State
		if got == state {
			return
		}
		for _, other := range others {
			if got == other {
				t.Fatalf("the job is %s, not %s", got, state)
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("the job was never %s", state)
}

// end sends SIGTERM, and returns the lines that the worker has logged.
func end(t *testing.T, worker *exec.Cmd, log *strings.Builder) (lines []map[string]any) {
	t.Helper()
	if err := worker.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := worker.Wait(); err != nil {
		t.Errorf("exit: %v", err)
	}
	for scanner := bufio.NewScanner(strings.NewReader(log.String())); scanner.Scan(); {
		var line map[string]any
		if err := json.Unmarshal(scanner.Bytes(), &line); err != nil {
			t.Fatalf("%s: %v", scanner.Text(), err)
		}
		lines = append(lines, line)
	}
	if last := lines[len(lines)-1]["message"]; last != "stopped" {
		t.Errorf("the last line: %s", last)
	}
	return lines
}

func TestAWorkerRunsAJobAndStops(t *testing.T) {
	id := put(t, "three little words")
	worker, log := start(t)
	until(t, id, "done", "failed")
	counted := 0
	for _, line := range end(t, worker, log) {
		if line["message"] == "counted words" && line["job"] == id && line["words"] == 3.0 {
			counted++
		}
	}
	if counted != 1 {
		t.Errorf("counted %d times", counted)
	}
}

func TestTheCurrentJobIsFinished(t *testing.T) {
	worker, log := start(t)
	id := put(t, "slow")
	until(t, id, "running", "done", "failed")
	end(t, worker, log)
	until(t, id, "done", "failed", "waiting")
}

func TestBadJobsFailAndHoldUpNoOther(t *testing.T) {
	bad := []string{put(t, "fail"), put(t, "panic"), put(t, "hang")}
	good := put(t, "good one")
	worker, log := start(t)
	until(t, good, "done", "failed")
	for _, id := range bad {
		until(t, id, "failed", "done")
	}
	end(t, worker, log)
}

func TestBadRequestsAreRejected(t *testing.T) {
	ask(t, http.MethodPost, "/jobs", `{}`, http.StatusBadRequest)
	ask(t, http.MethodPost, "/jobs", `{"text":"a\u0000b"}`, http.StatusBadRequest)
	ask(t, http.MethodGet, "/jobs/0", "", http.StatusNotFound)
}
