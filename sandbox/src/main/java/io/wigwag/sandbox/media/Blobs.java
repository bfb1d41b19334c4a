package io.wigwag.sandbox.media;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.clock.WorldLoop;
import io.wigwag.sandbox.http.Body;
import io.wigwag.sandbox.state.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// All that was uploaded and is not too old. Asked by the world and by many requests at a time; what it keeps in memory
/// is bounded, the rest lies on disk.
public final class Blobs implements AutoCloseable {
    private final InstantSource clock;
    private final Supplier<Duration> life;
    private final Shelf shelf;
    private final Map<String, Blob> byPath = new LinkedHashMap<>();
    /// Held while a copy gets its name.
    private final Object copies = new Object();
    private Keeper keeper = (_, afterwards) -> afterwards.run();

    /// Hears of every path whose blob is new or gone, on whatever thread, for whoever keeps the index.
    public interface Keeper {
        /// Returns when that is safe, or will be before anything leaves the world.
        ///
        /// @param afterwards to be run then: removes what is in the way of the new, or no longer needed
        void changed(String path, Runnable afterwards);
    }

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
        var content = shelf.copy(original.content());
        synchronized (copies) {
            var copy = 1;
            while (at(original.path() + "-" + copy).isPresent()) {
                copy++;
            }
            return keep(original.path() + "-" + copy, original.kind(), original.sha256(), content);
        }
    }

    /// From now on told of all changes.
    void keptBy(Keeper listener) {
        keeper = listener;
    }

    /// What of it outlives the process, of which the world's thread hears.
    public void keptIn(Ledger ledger, WorldLoop loop) {
        BlobSection.add(ledger, loop, this);
    }

    private Blob keep(String path, String kind, Octets hash, Body content) {
        sweep();
        var now = clock.instant();
        var blob = new Blob(path, kind, hash, content, now, now.plus(life.get()));
        Optional<Blob> before;
        synchronized (byPath) {
            before = Optional.ofNullable(byPath.remove(path));
            byPath.put(path, blob);
        }
        keeper.changed(path, () -> before.ifPresent(this::discard));
        return blob;
    }

    /// One of an earlier run.
    void restore(Blob blob) {
        synchronized (byPath) {
            byPath.put(blob.path(), blob);
        }
    }

    /// Removes the files that an earlier run left half done.
    public void tidy() throws IOException {
        shelf.keepOnly(held().stream()
                .flatMap(blob -> Shelf.name(blob.content()).stream())
                .collect(Collectors.toSet()));
    }

    Shelf shelf() {
        return shelf;
    }

    Optional<Blob> at(String path) {
        synchronized (byPath) {
            return Optional.ofNullable(byPath.get(path));
        }
    }

    private void discard(Blob blob) {
        try {
            shelf.discard(blob.content());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void sweep() {
        held().stream().filter(this::isOver).forEach(this::remove);
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

    /// All there are, also those that are over and not swept yet.
    List<Blob> held() {
        synchronized (byPath) {
            return List.copyOf(byPath.values());
        }
    }

    /// Forgets an upload before its time.
    public void remove(Blob blob) {
        boolean was;
        synchronized (byPath) {
            was = byPath.remove(blob.path(), blob);
        }
        if (was) {
            keeper.changed(blob.path(), () -> discard(blob));
        }
    }

    public void clear() {
        held().forEach(this::remove);
    }

    /// What lies on a shelf that stays stays there.
    @Override
    public void close() throws IOException {
        if (!shelf.isLasting()) {
            clear();
        }
        shelf.close();
    }
}
