"""Digits that no person drew: strokes in many styles, changed copies of digits, and drawings that are no digit."""
