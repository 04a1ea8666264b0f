"""From photo to suggestion. No Qt."""
