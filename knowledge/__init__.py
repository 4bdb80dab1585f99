"""What Rapport keeps: the SQL truth, the note index, the imports that fill them."""
