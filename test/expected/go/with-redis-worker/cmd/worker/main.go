// Command worker runs one job after another until SIGTERM.
package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"my-app/internal/app"
	"my-app/internal/queue"
	"my-app/internal/tasks"
)

func main() {
	os.Exit(work(app.NewLogger(os.Stdout), tasks.Run))
}

// work runs jobs until a signal comes, and returns the exit code.
func work(logger *slog.Logger, run queue.Task) int {
	told, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	logger.Info("waiting for jobs")
	for told.Err() == nil {
		// It ends by itself only if the queue does not answer.
		if err := queue.Work(told, logger, run); err != nil {
			logger.Error("the queue does not answer", "error", err.Error())
			select {
			case <-told.Done():
			case <-time.After(2 * time.Second):
			}
		}
	}
	logger.Info("stopped")
	return 0
}
