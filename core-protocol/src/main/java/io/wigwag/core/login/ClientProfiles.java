package io.wigwag.core.login;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// The profile that the devices of a process share, and what one of them has found out about it: a version that the
/// server refuses is refused for all, so that the others need not try. Safe for use by many threads.
public final class ClientProfiles {
    private final InstantSource clock;
    private final AtomicReference<Known> known;
    private final List<ProfileListener> listeners = new CopyOnWriteArrayList<>();

    private record Known(ClientProfile profile, Optional<OutdatedClient> finding) {}

    public ClientProfiles(ClientProfile first, InstantSource clock) {
        this.clock = clock;
        known = new AtomicReference<>(new Known(first, Optional.empty()));
    }

    public ClientProfile current() {
        return known.get().profile();
    }

    /// Present while connecting is of no use: the current profile's version is refused.
    public Optional<OutdatedClient> outdated() {
        return known.get().finding();
    }

    /// Another profile from now on. A finding stays while the version does.
    public void use(ClientProfile profile) {
        known.updateAndGet(before -> new Known(
                profile, before.finding().filter(finding -> finding.version().equals(profile.version()))));
        listeners.forEach(listener -> listener.changed(profile));
    }

    /// The server has refused a connection that was made as this version.
    ///
    /// @return what is known now; empty when the profile has changed in between and trying again makes sense
    public Optional<OutdatedClient> outdated(ClientVersion refused) {
        var before = known.getAndUpdate(now -> isNews(now, refused)
                ? new Known(now.profile(), Optional.of(new OutdatedClient(refused, clock.instant())))
                : now);
        if (!isNews(before, refused)) {
            return before.finding();
        }
        var finding = outdated();
        finding.ifPresent(news -> listeners.forEach(listener -> listener.outdated(news)));
        return finding;
    }

    private static boolean isNews(Known known, ClientVersion refused) {
        return known.finding().isEmpty() && known.profile().version().equals(refused);
    }

    /// From now on, until the answer is closed.
    public Registration listen(ProfileListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// A listener's own end.
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
