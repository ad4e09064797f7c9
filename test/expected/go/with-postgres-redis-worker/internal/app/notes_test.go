package app

import (
	"encoding/json"
	"net/http"
	"os"
	"reflect"
	"strings"
	"testing"

	"my-app/internal/database/fresh"
)

func TestMain(m *testing.M) { os.Exit(fresh.Run(m)) }

func TestANoteIsSaved(t *testing.T) {
	handler := New(quiet(), Version{})
	added := post(handler, "/notes", `{"text":"hello"}`)
	if added.Code != http.StatusCreated {
		t.Fatalf("status %d", added.Code)
	}
	var one note
	var all []note
	if err := json.Unmarshal(added.Body.Bytes(), &one); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(get(handler, "/notes", nil).Body.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	if one.Text != "hello" || !reflect.DeepEqual(all, []note{one}) {
		t.Errorf("added %v, got %v", one, all)
	}
}

func TestANoteWithoutATextIsRejected(t *testing.T) {
	handler := New(quiet(), Version{})
	for _, body := range []string{"", "{}", `{"text":""}`, `{"text":1}`, `{"text":"a\u0000b"}`, `{"text":"` + strings.Repeat("x", 1001) + `"}`} {
		if answer := post(handler, "/notes", body); answer.Code != http.StatusBadRequest {
			t.Errorf("%.20s: status %d", body, answer.Code)
		}
	}
}

// encoding/json reads half of a surrogate pair as U+FFFD, which can be stored.
func TestANoteIsValidUTF8(t *testing.T) {
	added := post(New(quiet(), Version{}), "/notes", `{"text":"\ud800"}`)
	var one note
	if err := json.Unmarshal(added.Body.Bytes(), &one); err != nil {
		t.Fatal(err)
	}
	if added.Code != http.StatusCreated || one.Text != "\uFFFD" {
		t.Errorf("status %d, text %q", added.Code, one.Text)
	}
}
