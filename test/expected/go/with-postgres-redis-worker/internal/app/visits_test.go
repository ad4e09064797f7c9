package app

import (
	"encoding/json"
	"testing"
)

func TestVisitsAreCounted(t *testing.T) {
	handler := New(quiet(), Version{})
	visits := func(text []byte) (count struct{ Visits int64 }) {
		if err := json.Unmarshal(text, &count); err != nil {
			t.Fatal(err)
		}
		return count
	}
	before := visits(get(handler, "/visits", nil).Body.Bytes())
	after := visits(post(handler, "/visits", "").Body.Bytes())
	if after.Visits != before.Visits+1 || visits(get(handler, "/visits", nil).Body.Bytes()) != after {
		t.Errorf("%d, then %d", before.Visits, after.Visits)
	}
}
