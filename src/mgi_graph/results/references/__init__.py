"""The works that an answer rests on, and how bibliographies write them."""
