// Command release applies new migrations. Heroku runs it before each release, and stops the
// release if it fails.
package main

import (
	"context"
	"fmt"
	"os"

	"my-app/internal/database"
	"my-app/internal/queue"
	"my-app/migrations"
)

func main() {
	if err := database.Migrate(context.Background(), migrations.Files, os.Stdout, queue.Migrate); err != nil {
		fmt.Fprintln(os.Stderr, "The database was not migrated:", err)
		os.Exit(1)
	}
}
