// What a page does while a class is on.
