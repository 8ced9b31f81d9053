"""Everything around a bijeenkomst that happens by itself and on time: go/no-go, reminders, attendance, thanks."""
