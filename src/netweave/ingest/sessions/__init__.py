"""Who was at which session: logs, sign-in sheets, meeting reports, calendars."""
