// Command worker runs one job after another until SIGTERM.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"my-app/internal/app"
	"my-app/internal/queue"
)

func main() {
	logger := app.NewLogger(os.Stdout)
	stopping, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	pause := func(d time.Duration) {
		select {
		case <-stopping.Done():
		case <-time.After(d):
		}
	}

	logger.Info("waiting for jobs")
	for stopping.Err() == nil {
		// The current job is finished first. Heroku kills the process 30 seconds after SIGTERM,
		// and a job that was killed runs again.
		id, err := work()
		switch {
		case err != nil:
			logger.Error("the queue does not answer", "error", err.Error())
			pause(2 * time.Second)
		case id == "":
			pause(500 * time.Millisecond)
		default:
			logger.Info("job done", "job", id)
		}
	}
	logger.Info("stopped")
}

// work runs the next job, if there is one. A job that takes longer than a minute is given up
// and runs again.
func work() (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return queue.Work(ctx, perform)
}
