package app

import (
	"log/slog"
	"net/http"

	"github.com/jackc/pgx/v5"

	"my-app/internal/database"
)

type note struct {
	ID   int64  `json:"id"`
	Text string `json:"text"`
}

// notes adds pages that use the database, as an example: replace them with your own.
func notes(pages *http.ServeMux, logger *slog.Logger) {
	pages.HandleFunc("GET /notes", serve(logger, func(w http.ResponseWriter, r *http.Request) error {
		pool, err := database.Pool()
		if err != nil {
			return err
		}
		rows, err := pool.Query(r.Context(), "SELECT id, text FROM notes ORDER BY id DESC LIMIT 20")
		if err != nil {
			return err
		}
		newest, err := pgx.CollectRows(rows, pgx.RowToStructByPos[note])
		if err != nil {
			return err
		}
		return respond(w, http.StatusOK, newest)
	}))

	pages.HandleFunc("POST /notes", serve(logger, func(w http.ResponseWriter, r *http.Request) error {
		text, ok := readText(w, r)
		if !ok {
			return nil
		}
		pool, err := database.Pool()
		if err != nil {
			return err
		}
		added := note{Text: text}
		row := pool.QueryRow(r.Context(), "INSERT INTO notes (text) VALUES ($1) RETURNING id", text)
		if err := row.Scan(&added.ID); err != nil {
			return err
		}
		return respond(w, http.StatusCreated, added)
	}))
}
