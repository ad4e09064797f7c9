package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"my-app/internal/app"
	"my-app/internal/queue"
)

// TEST_AS turns the test program into a worker, or into one that never finishes its job.
func TestMain(m *testing.M) {
	switch os.Getenv("TEST_AS") {
	case "":
		os.Exit(m.Run())
	case "worker":
		main()
	case "sleeper":
		sleep()
	}
}

func sleep() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	queue.Work(ctx, func(string) (string, error) {
		println("begun")
		time.Sleep(time.Minute)
		return "", nil
	})
}

func start(t *testing.T, as string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel) // also kills the process, if it's still running
	command := exec.CommandContext(ctx, os.Args[0])
	command.Env = append(os.Environ(), "TEST_AS="+as)
	read, write := io.Pipe()
	command.Stdout, command.Stderr = write, write
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return command, bufio.NewScanner(read)
}

func ask(t *testing.T, method, path, body string, status int) (job queue.Job) {
	t.Helper()
	recorder := httptest.NewRecorder()
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	app.New(app.NewLogger(io.Discard), app.Version{}).ServeHTTP(recorder, request)
	if recorder.Code != status {
		t.Fatalf("%s %s: status %d", method, path, recorder.Code)
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), &job); err != nil {
		t.Fatal(err)
	}
	return job
}

func put(t *testing.T, text string) string {
	t.Helper()
	return ask(t, http.MethodPost, "/jobs", `{"text":"`+text+`"}`, http.StatusAccepted).ID
}

// done waits until a job is done.
func done(t *testing.T, id string) (state, result string) {
	t.Helper()
	for range 100 {
		job := ask(t, http.MethodGet, "/jobs/"+id, "", http.StatusOK)
		if job.State != "waiting" && job.Result != nil {
			return job.State, *job.Result
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the job was not done")
	return
}

// workUntil runs jobs until that one is done.
func workUntil(t *testing.T, id string, perform func(string) (string, error)) {
	t.Helper()
	for range 100 {
		if got, err := queue.Work(t.Context(), perform); err != nil {
			t.Fatal(err)
		} else if got == id {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the job was not done")
}

func TestAWorkerRunsAJobAndStops(t *testing.T) {
	id := put(t, "three little words")
	worker, log := start(t, "worker")
	if state, result := done(t, id); state != "done" || result != "3 words" {
		t.Errorf("%s: %s", state, result)
	}
	if err := worker.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for log.Scan() && !strings.Contains(log.Text(), `"message":"stopped"`) {
	}
	if err := worker.Wait(); err != nil {
		t.Errorf("exit: %v", err)
	}
}

func TestAJobThatFailsIsReported(t *testing.T) {
	id := put(t, "x")
	fail := func(string) (string, error) { return "", errors.New("no luck") }
	workUntil(t, id, fail)
	if state, result := done(t, id); state != "failed" || result != "no luck" {
		t.Errorf("%s: %s", state, result)
	}
}

func TestAKilledWorkersJobRunsAgain(t *testing.T) {
	id := put(t, "two words")
	worker, log := start(t, "sleeper")
	log.Scan()
	if log.Text() != "begun" {
		t.Fatalf("said %q", log.Text())
	}
	worker.Process.Kill()
	workUntil(t, id, func(string) (string, error) { return "again", nil })
	if state, result := done(t, id); state != "done" || result != "again" {
		t.Errorf("%s: %s", state, result)
	}
}

func TestBadRequestsAreRejected(t *testing.T) {
	ask(t, http.MethodPost, "/jobs", `{}`, http.StatusBadRequest)
	ask(t, http.MethodGet, "/jobs/0", "", http.StatusNotFound)
}
