"""What a converter left in or took out."""
