package database_test

import (
	"context"
	"io"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"my-app/internal/database"
	"my-app/internal/database/fresh"
	"my-app/migrations"
)

func TestMain(m *testing.M) { os.Exit(fresh.Run(m)) }

func TestMigrationsAreAppliedOnceAndCompletely(t *testing.T) {
	var out strings.Builder
	changes := fstest.MapFS{"9001_good.sql": {Data: []byte("CREATE TABLE good (id int); SELECT 1")}}
	for range 2 {
		if err := database.Migrate(t.Context(), changes, &out); err != nil {
			t.Fatal(err)
		}
	}
	want := "applying 9001_good.sql\n1 applied, 1 were there already\n0 applied, 2 were there already\n"
	if out.String() != want {
		t.Errorf("out: %s", out.String())
	}

	changes["9002_bad.sql"] = &fstest.MapFile{Data: []byte("CREATE TABLE bad (id int); SELECT 1/0")}
	err := database.Migrate(t.Context(), changes, io.Discard)
	if err == nil || err.Error() != "9002_bad.sql was not applied: ERROR: division by zero (SQLSTATE 22012)" {
		t.Errorf("error: %v", err)
	}
	pool, _ := database.Pool()
	var there bool
	if err := pool.QueryRow(t.Context(), "SELECT to_regclass('bad') IS NOT NULL").Scan(&there); err != nil || there {
		t.Errorf("half of the migration was applied: %v, %v", there, err)
	}
}

func TestReleasesAtOnceTakeTurns(t *testing.T) {
	pool, _ := database.Pool()
	if _, err := pool.Exec(t.Context(), "DROP TABLE notes, migrations"); err != nil {
		t.Fatal(err)
	}
	failures := make(chan error)
	for range 3 {
		go func() { failures <- database.Migrate(context.Background(), migrations.Files, io.Discard) }()
	}
	for range 3 {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
}
