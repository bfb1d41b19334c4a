package io.wigwag.sandbox.media;

import io.wigwag.sandbox.http.Body;
import io.wigwag.sandbox.http.Problem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Uploads that have come in part, until the rest comes. The oldest go when there are many.
public final class Pieces {
    private static final int MOST = 1000;

    private final Shelf shelf;
    private final Map<String, Body> byToken = new LinkedHashMap<>();

    public Pieces(Shelf shelf) {
        this.shelf = shelf;
    }

    /// How many bytes of an upload are there.
    synchronized long held(String token) {
        var piece = byToken.get(token);
        return piece == null ? 0 : piece.size();
    }

    synchronized void keep(String token, Body piece) throws IOException {
        var kept = shelf.take(piece);
        forget(token);
        byToken.put(token, kept);
        if (byToken.size() > MOST) {
            forget(byToken.keySet().iterator().next());
        }
    }

    /// What is held with the rest behind it; the rest may begin before the end of what is held.
    synchronized Body join(String token, long offset, Body rest) throws IOException, Problem {
        if (offset == 0) {
            return rest;
        }
        var piece = byToken.get(token);
        if (piece == null || piece.size() < offset) {
            throw Problem.conflict(
                    "file_offset",
                    "file_offset: " + offset + " (expected: at most the " + held(token) + " bytes held)");
        }
        return shelf.join(piece, offset, rest);
    }

    synchronized void forget(String token) throws IOException {
        var piece = byToken.remove(token);
        if (piece != null) {
            shelf.discard(piece);
        }
    }

    /// Forgets all.
    public synchronized void clear() throws IOException {
        for (var token : List.copyOf(byToken.keySet())) {
            forget(token);
        }
    }
}
