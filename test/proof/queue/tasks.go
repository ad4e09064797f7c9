// Package tasks has jobs that do what their text says, and tell the proof when they start and end.
package tasks

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"syscall"
	"time"
)

// Run does one job.
func Run(ctx context.Context, _ *slog.Logger, id, text string) error {
	var what string
	var seconds int
	if _, err := fmt.Sscan(text, &what, &seconds); err != nil {
		return err
	}
	tell(id, "starts")
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(seconds) * time.Second):
	}
	switch what {
	case "fail":
		return errors.New("on purpose")
	case "crash":
		if err := syscall.Kill(os.Getpid(), syscall.SIGKILL); err != nil {
			return err
		}
	}
	tell(id, "ends")
	return nil
}

func tell(id, what string) {
	fmt.Printf("EFFECT %s %s %.2f\n", id, what, float64(time.Now().UnixMilli())/1000)
}
