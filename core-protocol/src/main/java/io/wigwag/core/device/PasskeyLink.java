package io.wigwag.core.device;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodePairingFailure;
import io.wigwag.core.pairing.PasskeyAssertion;
import io.wigwag.core.pairing.PasskeyHandOff;
import io.wigwag.core.pairing.PasskeyLinking;
import io.wigwag.core.port.Timers;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.RefQuery;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Being linked by an account that wants to see its passkey first. The passkey's answer is made in a browser, by
/// somebody else, and takes as long as people take. Belongs to a [Registration].
final class PasskeyLink {
    /// How long the challenge holds, and then the code.
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final DeviceParts parts;
    private final DeviceMemory memory;
    private final Line line;
    private final Registration.Host host;
    private Optional<PasskeyHandOff> handOff = Optional.empty();
    private Optional<PasskeyLinking> linking = Optional.empty();
    private Timers.Timer end = Timers.Timer.NONE;
    private boolean wanted;

    PasskeyLink(DeviceParts parts, DeviceMemory memory, Line line, Registration.Host host) {
        this.parts = parts;
        this.memory = memory;
        this.line = line;
        this.host = host;
    }

    /// Codes may run out meanwhile; this goes on.
    boolean isOpen() {
        return wanted;
    }

    /// What is due may wait in the mailbox behind this: then nothing is wanted any more.
    void end() {
        wanted = false;
        end.cancel();
    }

    /// The server wants a passkey. Whoever scanned the last code is tied to what follows.
    void wanted(Octets options) {
        handOff = Optional.of(PasskeyHandOff.of(memory.credentials().keys().advSecret(), now()));
        memory.remember(memory.credentials().withFreshSecret(parts.ports().random()));
        wanted = true;
        linking = Optional.empty();
        host.become(new DeviceStatus.PasskeyRequired(options, begin()));
    }

    private Instant begin() {
        end.cancel();
        end = parts.ports()
                .timers()
                .after(
                        LIFE,
                        () -> parts.post().accept(() -> {
                            if (wanted) {
                                wanted = false;
                                parts.events()
                                        .accept(new LinkEvent.PairingFailed("nobody answered for the passkey in time"));
                                host.expired();
                            }
                        }));
        return now().plus(LIFE);
    }

    /// The answer of the passkey, from outside.
    void answer(PasskeyAssertion assertion) throws IqRefused, Unanswered {
        var ref = line.ask(new RefQuery());
        var platform = parts.ports().profiles().current().label().browser().platformType();
        var begun = PasskeyLinking.begin(platform, ref, parts.ports().random());
        linking = Optional.of(begun);
        line.ask(begun.prologue(assertion, handOff, now()));
    }

    /// The phone has given its part: both sides show a code from now on.
    void continued(Octets primaryIdentity) throws Unanswered {
        if (linking.isEmpty()) {
            return;
        }
        try {
            var confirmation = linking.get().answered(primaryIdentity);
            line.ask(confirmation.nonce());
            host.become(new DeviceStatus.PasskeyConfirmation(confirmation.code(), begin()));
            var keys = memory.credentials().keys();
            line.ask(confirmation.request(
                    keys.noise().publicKey(),
                    keys.identity().publicKey(),
                    keys.advSecret(),
                    parts.ports().random()));
        } catch (CodePairingFailure malformed) {
            fail("the phone's part can't be read: " + malformed.getMessage());
        } catch (IqRefused refused) {
            fail("the server refused: " + refused.getMessage());
        }
    }

    private void fail(String why) {
        parts.events().accept(new LinkEvent.PairingFailed("link with a passkey: " + why));
        host.giveUp(why);
    }

    private Instant now() {
        return parts.ports().clock().instant();
    }
}
