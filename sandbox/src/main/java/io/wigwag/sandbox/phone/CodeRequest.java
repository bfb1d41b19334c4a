package io.wigwag.sandbox.phone;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.PrimaryPairing;
import io.wigwag.sandbox.server.Linking;
import io.wigwag.sandbox.server.PendingLink;
import io.wigwag.sandbox.world.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A companion that shows a code and waits for somebody to type it on the phone. Changed by [CodeLinking] alone.
public final class CodeRequest {
    /// From the moment on in which the companion made the code; that is just before it asks.
    static final Duration LIFE = Duration.ofMinutes(3);

    /// A code that was typed: what the phone has computed from it, and what comes of it.
    record Typed(PrimaryPairing pairing, int finishesAwaited, CompletableFuture<Linking.Linked> outcome) {
        Typed afterFinish() {
            return new Typed(pairing, finishesAwaited - 1, outcome);
        }
    }

    private final Octets ref;
    private final Account account;
    private final PendingLink link;
    private final Octets hello;
    private final String platform;
    private final String display;
    private final Instant at;
    private Optional<Typed> typed = Optional.empty();

    CodeRequest(
            Octets ref, Account account, PendingLink link, Octets hello, String platform, String display, Instant at) {
        this.ref = ref;
        this.account = account;
        this.link = link;
        this.hello = hello;
        this.platform = platform;
        this.display = display;
        this.at = at;
    }

    Octets ref() {
        return ref;
    }

    Account account() {
        return account;
    }

    public PendingLink link() {
        return link;
    }

    Octets hello() {
        return hello;
    }

    /// What kind of client the companion says it is: a character or a number.
    public String platform() {
        return platform;
    }

    /// As a phone shows it: `Chrome (Mac OS)`.
    public String display() {
        return display;
    }

    public Instant at() {
        return at;
    }

    boolean isOver(Instant now) {
        return !now.isBefore(at.plus(LIFE)) || !link.connection().isOpen() || link.isConfirmed();
    }

    Optional<Typed> typed() {
        return typed;
    }

    void typed(Typed next) {
        typed = Optional.of(next);
    }
}
