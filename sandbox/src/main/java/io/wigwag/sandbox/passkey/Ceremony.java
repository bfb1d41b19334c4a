package io.wigwag.sandbox.passkey;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.server.PendingLink;
import io.wigwag.sandbox.world.Account;
import java.time.Instant;
import java.util.Optional;

/// One companion on its way from the request for a passkey to its link. Changed by [Passkeys] alone.
public final class Ceremony {
    /// What has been done.
    public enum Step {
        /// The passkey was asked for.
        ASKED,
        /// The companion has shown its passkey; the phone has answered.
        PROVEN,
        /// The companion has shown the nonce that it was committed to: both sides have a code to show.
        COMPARED,
        /// The companion has said who it is; somebody has to confirm that the codes are equal.
        REQUESTED,
        /// The link may be made.
        CONFIRMED
    }

    /// Both halves of the key agreement, once the companion has told its own.
    record Parts(CompanionPart companion, PrimaryPart primary) {}

    /// A secret that the phone saw in the companion's code, and until when it vouches for the companion.
    record HandOff(Octets secret, Instant until) {}

    private final PendingLink link;
    private final Account account;
    private final Request request;
    private Instant expires;
    private Step step = Step.ASKED;
    private Optional<HandOff> handOff = Optional.empty();
    private Optional<String> ref = Optional.empty();
    private Optional<Parts> parts = Optional.empty();
    private Optional<String> code = Optional.empty();
    private Optional<Octets> secret = Optional.empty();

    Ceremony(PendingLink link, Account account, Request request, Instant expires) {
        this.link = link;
        this.account = account;
        this.request = request;
        this.expires = expires;
    }

    PendingLink link() {
        return link;
    }

    public Account account() {
        return account;
    }

    Request request() {
        return request;
    }

    /// The challenge that the companion's passkey has to answer.
    public Octets challenge() {
        return request.challenge();
    }

    public Step step() {
        return step;
    }

    /// When it is over if it has not gone on.
    public Instant expires() {
        return expires;
    }

    /// What the phone shows and the companion should show, too; there once the nonces are known.
    public Optional<String> code() {
        return code;
    }

    Optional<HandOff> handOff() {
        return handOff;
    }

    void handOff(HandOff known) {
        handOff = Optional.of(known);
    }

    Optional<String> ref() {
        return ref;
    }

    void ref(String next) {
        ref = Optional.of(next);
    }

    Parts parts() {
        return parts.orElseThrow(() -> new IllegalStateException("no passkey was shown yet"));
    }

    void proven(Parts known, Instant until) {
        parts = Optional.of(known);
        step = Step.PROVEN;
        expires = until;
    }

    void compared(String shown) {
        code = Optional.of(shown);
        step = Step.COMPARED;
    }

    /// The secret under which the companion wants to be told of its link.
    Octets secret() {
        return secret.orElseThrow(() -> new IllegalStateException("the companion has not asked for its link yet"));
    }

    void requested(Octets advSecret) {
        secret = Optional.of(advSecret);
        step = Step.REQUESTED;
    }

    void confirmed() {
        step = Step.CONFIRMED;
    }
}
