package io.wigwag.sandbox.media;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// All that was uploaded and is not too old. Asked by the world and by many requests at a time; what it keeps in memory
/// is bounded, the rest lies on disk.
public final class Blobs implements AutoCloseable {
    private final InstantSource clock;
    private final Supplier<Duration> life;
    private final Shelf shelf;
    private final Map<String, Blob> byPath = new LinkedHashMap<>();

    /// @param life how long an upload lives, as of when it is stored
    public Blobs(InstantSource clock, Supplier<Duration> life, Shelf shelf) {
        this.clock = clock;
        this.life = life;
        this.shelf = shelf;
    }

    /// Keeps bytes of the sandbox's own.
    public Blob store(String kind, Octets bytes) {
        try {
            return store(kind, new Body.InMemory(bytes));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Keeps what came with a request, whose file it takes over. The same bytes of the same kind have the same path,
    /// and live on from their last upload.
    public Blob store(String kind, Body body) throws IOException {
        var hash = Hashes.sha256(body);
        var path = "/v/" + kind + "/" + Blob.token(hash);
        return keep(path, kind, hash, shelf.take(body));
    }

    /// The same bytes under a path of their own, as a phone gives them that uploads once more.
    public Blob copy(Blob original) throws IOException {
        synchronized (byPath) {
            var copy = 1;
            while (byPath.containsKey(original.path() + "-" + copy)) {
                copy++;
            }
            return keep(
                    original.path() + "-" + copy, original.kind(), original.sha256(), shelf.copy(original.content()));
        }
    }

    private Blob keep(String path, String kind, Octets hash, Body content) throws IOException {
        synchronized (byPath) {
            sweep();
            var now = clock.instant();
            var blob = new Blob(path, kind, hash, content, now, now.plus(life.get()));
            var before = byPath.remove(path);
            byPath.put(path, blob);
            if (before != null) {
                shelf.discard(before.content());
            }
            return blob;
        }
    }

    private void sweep() throws IOException {
        for (var blob : List.copyOf(byPath.values())) {
            if (isOver(blob)) {
                remove(blob);
            }
        }
    }

    private boolean isOver(Blob blob) {
        return !clock.instant().isBefore(blob.expiresAt());
    }

    /// What lies at a path. Whatever clients write behind it, from the first `?` or `&` on, says nothing about where.
    public Optional<Blob> find(String target) {
        synchronized (byPath) {
            return Optional.ofNullable(byPath.get(key(target))).filter(blob -> !isOver(blob));
        }
    }

    /// The upload of a kind that goes by a token, with padding or without.
    public Optional<Blob> find(String kind, String token) {
        return find("/v/" + kind + "/" + token.replace("=", ""));
    }

    static String key(String target) {
        for (var i = 0; i < target.length(); i++) {
            if (target.charAt(i) == '?' || target.charAt(i) == '&') {
                return target.substring(0, i);
            }
        }
        return target;
    }

    public List<Blob> all() {
        synchronized (byPath) {
            return byPath.values().stream().filter(blob -> !isOver(blob)).toList();
        }
    }

    /// Forgets an upload before its time.
    public void remove(Blob blob) throws IOException {
        synchronized (byPath) {
            if (byPath.remove(blob.path(), blob)) {
                shelf.discard(blob.content());
            }
        }
    }

    public void clear() throws IOException {
        synchronized (byPath) {
            for (var blob : new ArrayList<>(byPath.values())) {
                remove(blob);
            }
        }
    }

    @Override
    public void close() throws IOException {
        clear();
        shelf.close();
    }
}
