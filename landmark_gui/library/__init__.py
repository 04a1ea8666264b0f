"""What we know about photos. No Qt, no torch."""
