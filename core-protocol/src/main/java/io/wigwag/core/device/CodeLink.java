package io.wigwag.core.device;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodeAttempt;
import io.wigwag.core.pairing.CodePairingStanzas;
import io.wigwag.core.pairing.CompanionCard;
import io.wigwag.core.pairing.CompanionPairing;
import io.wigwag.core.pairing.PairingCode;
import io.wigwag.core.stanza.Done;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.IqRequest;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Notification;
import io.wigwag.core.stanza.Unanswered;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Being linked by a code that the owner types on the phone. Belongs to a [Registration].
final class CodeLink {
    private final DeviceParts parts;
    private final DeviceMemory memory;
    private final Line line;
    private Optional<CodeAttempt> attempt = Optional.empty();

    CodeLink(DeviceParts parts, DeviceMemory memory, Line line) {
        this.parts = parts;
        this.memory = memory;
        this.line = line;
    }

    /// The phone's part is still awaited.
    boolean isOpen() {
        return attempt.filter(open -> now().isBefore(open.expires())).isPresent();
    }

    Optional<Instant> expires() {
        return attempt.map(CodeAttempt::expires);
    }

    /// Has the server tell the phone, and shows the code.
    PairingCode begin(Jid phone, PairingCode code) throws IqRefused, Unanswered {
        var random = parts.ports().random();
        memory.remember(memory.credentials().withFreshSecret(random).withPendingCode(phone));
        var begun = CodeAttempt.begin(phone, code, now(), random);
        begun.named(line.ask(new Hello(begun, card())));
        attempt = Optional.of(begun);
        parts.events().accept(new LinkEvent.CodeShown(code.shown(), begun.expires()));
        return code;
    }

    /// The phone has a code that somebody typed. The stanza is acked by now.
    void typed(Node notification) throws MalformedNode, Unanswered {
        if (attempt.isEmpty()) {
            return;
        }
        var open = attempt.get();
        var identity = memory.credentials().keys().identity().keys();
        var phone = CodePairingStanzas.primaryHello(notification);
        switch (open.heard(phone, identity, now(), parts.ports().random())) {
            case CodeAttempt.Outcome.Ignored() -> {
                // It is about another code than the one on show.
            }
            case CodeAttempt.Outcome.Finish(var ref, var answer) -> finish(open, ref, answer);
            case CodeAttempt.Outcome.Failed(var why) ->
                fail(why.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    private void finish(CodeAttempt open, Octets ref, CompanionPairing.Finished answer) throws Unanswered {
        memory.remember(memory.credentials().withSecret(answer.advSecret()));
        try {
            line.ask(new Finish(open.account(), ref, answer));
        } catch (IqRefused refused) {
            fail("the server refused: " + refused.getMessage());
        }
    }

    /// The phone wants another code in place of this one.
    void refresh(Notification.FreshCodeWanted wish) throws Unanswered {
        var meant = attempt.filter(open -> open.isMeantBy(wish));
        if (meant.isPresent()) {
            try {
                begin(meant.get().account(), PairingCode.generate(parts.ports().random()));
            } catch (IqRefused refused) {
                fail("the server refused another code: " + refused.getMessage());
            }
        }
    }

    private void fail(String why) {
        attempt = Optional.empty();
        parts.events().accept(new LinkEvent.PairingFailed("link by code: " + why));
    }

    private CompanionCard card() {
        var label = parts.ports().profiles().current().label();
        return new CompanionCard(
                memory.credentials().keys().noise().publicKey(), label.browser().clientType(), label.display());
    }

    private Instant now() {
        return parts.ports().clock().instant();
    }

    private record Hello(CodeAttempt attempt, CompanionCard card) implements IqRequest<Octets> {
        @Override
        public Node toNode(String id) {
            return attempt.hello(id, card);
        }

        @Override
        public Octets read(Node result) throws MalformedNode {
            return CodePairingStanzas.ref(result);
        }
    }

    private record Finish(Jid account, Octets ref, CompanionPairing.Finished answer) implements IqRequest<Done> {
        @Override
        public Node toNode(String id) {
            return CodePairingStanzas.companionFinish(id, account, ref, answer.message());
        }

        @Override
        public Done read(Node result) {
            return Done.DONE;
        }
    }
}
