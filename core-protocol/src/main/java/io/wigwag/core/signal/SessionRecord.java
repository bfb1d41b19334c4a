package io.wigwag.core.signal;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// All that we keep about the sessions with one device of somebody: the current state and those before it, which may
/// still be needed for messages on their way. Archived states stay bytes until one is needed; most never are.
///
/// ```
/// version 1 | 1 when there is a current state | it, with its size | count of archived ones | each with its size
/// ```
public final class SessionRecord {
    public static final SessionRecord EMPTY = new SessionRecord(Optional.empty(), List.of());
    static final int MOST_ARCHIVED = 40;
    private static final int VERSION = 1;
    private static final int FRAME = 8;

    private final Optional<SessionState> current;
    private final List<Octets> archived;

    SessionRecord(Optional<SessionState> current, List<Octets> archived) {
        this.current = current;
        this.archived = List.copyOf(archived);
    }

    public static SessionRecord parse(Octets bytes) throws MalformedRecord {
        var reader = RecordReader.of(bytes, VERSION);
        Optional<SessionState> current = switch (reader.octet()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(SessionStateFormat.read(reader.sized()));
            default -> throw new MalformedRecord("neither with nor without a current state");
        };
        var count = reader.count(MOST_ARCHIVED, 1);
        var archived = new ArrayList<Octets>(count);
        for (var i = 0; i < count; i++) {
            archived.add(reader.sized());
        }
        reader.end();
        return new SessionRecord(current, archived);
    }

    public Octets toOctets() {
        var state = current.map(SessionStateFormat::write);
        var size = state.map(Octets::size).orElse(0) + FRAME;
        for (var old : archived) {
            size += old.size() + FRAME;
        }
        var writer = new RecordWriter(size).octet(VERSION).octet(state.isPresent() ? 1 : 0);
        state.ifPresent(writer::sized);
        writer.number(archived.size());
        archived.forEach(writer::sized);
        return writer.done();
    }

    /// Whether a message can be encrypted.
    public boolean isOpen() {
        return current.isPresent();
    }

    /// The identity key that the peer had when the current state began.
    public Optional<PublicKey> identity() {
        return current.map(state -> state.peer().identity());
    }

    public OptionalInt registrationId() {
        return current.map(state -> OptionalInt.of(state.peer().registrationId()))
                .orElse(OptionalInt.empty());
    }

    /// The key by which a retry knows whether the session was renewed since the last one.
    public Optional<PublicKey> baseKey() {
        return current.map(state -> state.peer().baseKey());
    }

    /// Whether the peer has yet to answer, so that each message carries the start of the session.
    public boolean isUnanswered() {
        return current.flatMap(SessionState::pending).isPresent();
    }

    /// Ends the current state: nothing is sent with it any more, but what is on its way can still be read.
    public SessionRecord reset() {
        return current.isEmpty() ? this : new SessionRecord(Optional.empty(), archivedWithCurrent());
    }

    /// This record with the states of an older one of the same device behind its own.
    SessionRecord before(SessionRecord older) {
        if (current.isEmpty() && archived.isEmpty()) {
            return older;
        }
        var all = new ArrayList<>(archived);
        all.addAll(older.archivedWithCurrent());
        return new SessionRecord(current, all.subList(0, Math.min(all.size(), MOST_ARCHIVED)));
    }

    Optional<SessionState> current() {
        return current;
    }

    List<Octets> archived() {
        return archived;
    }

    SessionRecord withCurrent(SessionState state) {
        return new SessionRecord(Optional.of(state), archived);
    }

    /// A new session beside the old ones.
    SessionRecord begun(SessionState state) {
        return new SessionRecord(Optional.of(state), archivedWithCurrent());
    }

    /// An archived state that proved to be alive takes the current one's place.
    SessionRecord promoted(int index, SessionState state) {
        var others = new ArrayList<>(archived);
        others.remove(index);
        return new SessionRecord(current, others).begun(state);
    }

    private List<Octets> archivedWithCurrent() {
        if (current.isEmpty()) {
            return archived;
        }
        var all = new ArrayList<Octets>(archived.size() + 1);
        all.add(SessionStateFormat.write(current.get()));
        all.addAll(archived.subList(0, Math.min(archived.size(), MOST_ARCHIVED - 1)));
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionRecord that && toOctets().equals(that.toOctets());
    }

    @Override
    public int hashCode() {
        return toOctets().hashCode();
    }

    @Override
    public String toString() {
        return "SessionRecord[" + (current.isPresent() ? "open" : "closed") + ", " + archived.size() + " archived]";
    }
}
