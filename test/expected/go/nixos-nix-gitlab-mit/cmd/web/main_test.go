package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"my-app/internal/app"
)

// TEST_AS_WEB turns the test program into the web process, with one slow page.
func TestMain(m *testing.M) {
	if os.Getenv("TEST_AS_WEB") == "" {
		os.Exit(m.Run())
	}
	logger := app.NewLogger(os.Stdout)
	os.Exit(run(logger, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		logger.Info("slow page begun")
		time.Sleep(time.Second)
		io.WriteString(w, "slow page done")
	})))
}

type line struct {
	Message, Error string
	Port           int
}

// process is a running web process whose log is read line by line.
type process struct {
	*exec.Cmd
	log *bufio.Scanner
}

func start(t *testing.T, port string) process {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel) // also kills the process, if it's still running
	command := exec.CommandContext(ctx, os.Args[0])
	command.Env = []string{"TEST_AS_WEB=1", "PORT=" + port}
	stdout, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return process{command, bufio.NewScanner(stdout)}
}

// next reads the log up to the message; every line before it must be a JSON object.
func (p process) next(t *testing.T, message string) line {
	t.Helper()
	for p.log.Scan() {
		var l line
		if err := json.Unmarshal(p.log.Bytes(), &l); err != nil {
			t.Fatalf("not a line of the log: %q", p.log.Text())
		}
		if l.Message == message {
			return l
		}
	}
	t.Fatalf("the log ended without %q", message)
	return line{}
}

func TestSIGTERMLetsRequestsFinish(t *testing.T) {
	web := start(t, "0")
	url := fmt.Sprintf("http://127.0.0.1:%d/", web.next(t, "listening").Port)

	answer := make(chan string, 1)
	go func() {
		response, err := http.Get(url)
		if err != nil {
			answer <- err.Error()
			return
		}
		defer response.Body.Close()
		body, _ := io.ReadAll(response.Body)
		answer <- string(body)
	}()
	web.next(t, "slow page begun")
	if err := web.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	web.next(t, "stopping")
	if got := <-answer; got != "slow page done" {
		t.Errorf("the open request got %q", got)
	}
	web.next(t, "stopped")
	if err := web.Wait(); err != nil {
		t.Errorf("exit: %v", err)
	}
	if _, err := http.Get(url); err == nil {
		t.Error("still listening")
	}
}

func TestABadPortIsAnError(t *testing.T) {
	web := start(t, "http")
	if got := web.next(t, "failed").Error; got != `PORT is "http": not a port number` {
		t.Errorf("error: %s", got)
	}
	if err := web.Wait(); err == nil {
		t.Error("exit code 0")
	}
}

func TestAddress(t *testing.T) {
	for port, want := range map[string]string{"": "0.0.0.0:8000", "5000": "0.0.0.0:5000"} {
		if got, err := address(port); got != want || err != nil {
			t.Errorf("address(%q) = %q, %v", port, got, err)
		}
	}
	for _, port := range []string{"http", "-1", "65536", "80 ", "8e3"} {
		if got, err := address(port); err == nil {
			t.Errorf("address(%q) = %q", port, got)
		}
	}
}
