package app

import (
	"log/slog"
	"net/http"

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
		rows, err := pool.QueryContext(r.Context(), "SELECT id, text FROM notes ORDER BY id DESC LIMIT 20")
		if err != nil {
			return err
		}
		defer rows.Close()
		newest := []note{}
		for rows.Next() {
			var each note
			if err := rows.Scan(&each.ID, &each.Text); err != nil {
				return err
			}
			newest = append(newest, each)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		return respond(w, http.StatusOK, newest)
	}))

	pages.HandleFunc("POST /notes", serve(logger, func(w http.ResponseWriter, r *http.Request) error {
		text, ok := text(w, r)
		if !ok {
			return nil
		}
		pool, err := database.Pool()
		if err != nil {
			return err
		}
		added := note{Text: text}
		row := pool.QueryRowContext(r.Context(), "INSERT INTO notes (text) VALUES ($1) RETURNING id", text)
		if err := row.Scan(&added.ID); err != nil {
			return err
		}
		return respond(w, http.StatusCreated, added)
	}))
}
