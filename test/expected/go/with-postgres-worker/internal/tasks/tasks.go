// Package tasks is what the worker does: replace it with your own.
package tasks

import (
	"context"
	"log/slog"
	"strings"
)

// Run does one job. It may run twice, for instance if its worker was killed, so it must be
// idempotent. Once the context is done, the job is out of time, and should return.
func Run(ctx context.Context, logger *slog.Logger, id, text string) error {
	logger.InfoContext(ctx, "counted words", "job", id, "words", len(strings.Fields(text)))
	return nil
}
