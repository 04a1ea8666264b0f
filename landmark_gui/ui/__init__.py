"""Widgets: what the person sees and presses. No torch, no photo file is touched in here."""
