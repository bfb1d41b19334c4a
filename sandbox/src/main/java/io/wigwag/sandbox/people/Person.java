package io.wigwag.sandbox.people;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.world.Account;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;

/// What the service keeps about one account beside its devices.
public final class Person {
    /// A text about oneself.
    public record About(String text, Instant since) {}

    /// A picture as it was set.
    public record Picture(long id, Octets bytes) {}

    /// How long messages of new chats live, in seconds; 0 for ever.
    public record Disappearing(long seconds, Instant since) {}

    private final Account account;
    private final Octets salt;
    private Flags flags;
    private Optional<About> about = Optional.empty();
    private Optional<Picture> picture = Optional.empty();
    private Optional<Disappearing> disappearing = Optional.empty();
    private Optional<Business> business = Optional.empty();
    private Contacts contacts = Contacts.EVERYBODY;
    private final PrivacyChoices privacy;
    private final BlockedPeople blocked;
    private final Runnable changed;

    /// @param changed runs after every change
    Person(Account account, Flags flags, Octets salt, Runnable changed) {
        this.changed = changed;
        this.privacy = new PrivacyChoices(changed);
        this.blocked = new BlockedPeople(changed);
        this.account = account;
        this.flags = flags;
        this.salt = salt;
    }

    public Account account() {
        return account;
    }

    /// The secret with which its devices make tokens for people they never wrote to.
    public Octets salt() {
        return salt;
    }

    public Flags flags() {
        return flags;
    }

    public void flags(Flags next) {
        flags = next;
        changed.run();
    }

    public Optional<About> about() {
        return about;
    }

    void about(About next) {
        about = Optional.of(next);
        changed.run();
    }

    public Optional<Picture> picture() {
        return picture;
    }

    void picture(Optional<Picture> next) {
        picture = next;
        changed.run();
    }

    public Optional<Disappearing> disappearing() {
        return disappearing;
    }

    void disappearing(Disappearing next) {
        disappearing = Optional.of(next);
        changed.run();
    }

    public Optional<Business> business() {
        return business;
    }

    public void business(Optional<Business> next) {
        business = next;
        changed.run();
    }

    public Contacts contacts() {
        return contacts;
    }

    public void contacts(Contacts next) {
        contacts = next;
        changed.run();
    }

    public PrivacyChoices privacy() {
        return privacy;
    }

    public BlockedPeople blocked() {
        return blocked;
    }

    /// Somebody else's account is gone.
    void forget(Account other) {
        blocked.remove(other);
        privacy.forget(other);
        if (contacts instanceof Contacts.Only(var known) && known.contains(other)) {
            var left = new HashSet<>(known);
            left.remove(other);
            contacts(new Contacts.Only(left));
        }
    }
}
