"""The congress for programs: terms and sessions, rosters, meetings, what was said and asked there."""
