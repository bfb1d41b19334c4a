package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodePairingFailure;
import io.wigwag.core.pairing.CompanionFinish;
import io.wigwag.core.pairing.PairingCode;
import io.wigwag.core.pairing.PrimaryPairing;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.LinkRefused;
import io.wigwag.sandbox.server.Linking;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// Links companions by a code that they show and that is typed on the phone: the service's part and the phone's.
final class CodeLinking {
    private static final String ELEMENT = "link_code_companion_reg";
    private static final String REF = "link_code_pairing_ref";
    private static final int REF_BYTES = 16;
    private static final Pattern DISPLAY = Pattern.compile("[^()]{1,60} \\([^()]{1,60}\\)");

    private final Exchange exchange;
    private final List<CodeRequest> requests = new ArrayList<>();

    CodeLinking(Exchange exchange) {
        this.exchange = exchange;
    }

    void enter(StanzaTable table) {
        table.query("md", "set", ELEMENT, this::stage);
        table.query("md", "get", ELEMENT, this::countryCode);
    }

    private Answer countryCode(Connection from, Node iq) throws IqRefused {
        if (!iq.child(ELEMENT).orElseThrow().attributes().is("stage", "get_country_code")) {
            throw IqRefused.badRequest();
        }
        return Answer.of(Node.tag("country_code")
                .attribute("iso", exchange.settings().country)
                .build());
    }

    private Answer stage(Connection from, Node iq) throws IqRefused, MalformedNode {
        var stage = iq.requireChild(ELEMENT);
        return switch (stage.attributes().requireText("stage")) {
            case "companion_hello" -> hello(from, stage);
            case "companion_finish" -> finish(stage);
            default -> throw IqRefused.badRequest();
        };
    }

    private Answer hello(Connection from, Node stage) throws IqRefused, MalformedNode {
        var link = exchange.linking().pending(from).orElseThrow(IqRefused::badRequest);
        var account =
                exchange.accounts().find(stage.attributes().requireJid("jid")).orElseThrow(IqRefused::badRequest);
        var display = stage.requireChild("companion_platform_display").requireText();
        if (!DISPLAY.matcher(display).matches()) {
            throw IqRefused.badRequest();
        }
        forgetOld();
        if (of(account).size() >= exchange.settings().codeRequests) {
            throw new IqRefused(429, "rate-overlimit");
        }
        var request = new CodeRequest(
                newRef(),
                account,
                link,
                stage.requireChild("link_code_pairing_wrapped_companion_ephemeral_pub")
                        .requireBytes(),
                stage.requireChild("companion_platform_id").requireText(),
                display,
                exchange.clock().instant());
        requests.add(request);
        exchange.events().add("pairing.code", "account", account, "connection", from.id(), "display", display);
        return Answer.of(Node.tag(ELEMENT)
                        .attribute("stage", "companion_hello")
                        .child(Node.tag(REF).bytes(request.ref()))
                        .build())
                .then(() -> tellPhone(request, stage));
    }

    /// A ref is text to those who print it.
    private Octets newRef() {
        var random = new byte[REF_BYTES];
        exchange.random().nextBytes(random);
        return Octets.wrap(HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII));
    }

    private void tellPhone(CodeRequest request, Node stage) {
        request.account().device(0).filter(device -> device.isPhone()).ifPresent(phone -> {
            var told = stage.toBuilder().child(Node.tag(REF).bytes(request.ref()));
            exchange.delivery().deliver(phone, Kind.NOTIFICATION, notification(told.build()));
        });
    }

    private Node notification(Node stage) {
        return Stanzas.notification(
                        ELEMENT, Jid.SERVER, exchange.nextId(), exchange.clock().seconds())
                .child(stage)
                .build();
    }

    /// Those who wait for a code of this account, oldest first.
    List<CodeRequest> of(Account account) {
        forgetOld();
        return requests.stream().filter(request -> request.account() == account).toList();
    }

    private void forgetOld() {
        var now = exchange.clock().instant();
        requests.removeIf(request -> {
            var over = request.isOver(now);
            if (over) {
                request.typed()
                        .ifPresent(typed ->
                                typed.outcome().completeExceptionally(LinkRefused.conflict("the code's time is over")));
            }
            return over;
        });
    }

    /// Somebody types a code on the phone. It is meant for the companion that asked last.
    ///
    /// @param hellos how often the phone says its part, each time awaiting the companion's; the last one counts
    CompletableFuture<Linking.Linked> typed(Account account, String code, int hellos) throws LinkRefused {
        var waiting = of(account);
        if (waiting.isEmpty()) {
            throw LinkRefused.notFound("no companion waits for a code of " + account);
        }
        PairingCode parsed;
        try {
            parsed = PairingCode.parse(code);
        } catch (CodePairingFailure mistyped) {
            throw LinkRefused.badRequest("code: " + mistyped.getMessage());
        }
        var request = waiting.getLast();
        var outcome = new CompletableFuture<Linking.Linked>();
        var random = new SeededRandom(exchange.random().nextLong());
        // The code is made into a key slowly, by design.
        Thread.ofVirtual().name("typed-code").start(() -> {
            try {
                var pairing = PrimaryPairing.answer(
                        request.hello(), parsed, account.persona().identity(), random);
                exchange.loop().execute(() -> answer(request, new CodeRequest.Typed(pairing, hellos, outcome)));
            } catch (CodePairingFailure malformed) {
                outcome.completeExceptionally(LinkRefused.badRequest("code: " + malformed.getMessage()));
            }
        });
        exchange.loop().schedule(CodeRequest.LIFE, this::forgetOld);
        return outcome;
    }

    private void answer(CodeRequest request, CodeRequest.Typed typed) {
        request.typed(typed);
        var hello = typed.pairing().hello();
        request.link()
                .connection()
                .send(notification(Node.tag(ELEMENT)
                        .attribute("stage", "primary_hello")
                        .child(Node.tag("link_code_pairing_wrapped_primary_ephemeral_pub")
                                .bytes(hello.wrappedEphemeral()))
                        .child(Node.tag("primary_identity_pub")
                                .bytes(hello.identity().octets()))
                        .child(Node.tag(REF).bytes(request.ref()))
                        .build()));
    }

    private Answer finish(Node stage) throws IqRefused, MalformedNode {
        forgetOld();
        var ref = stage.requireChild(REF).requireBytes();
        var request = requests.stream()
                .filter(waiting -> waiting.ref().equals(ref))
                .findFirst()
                .orElseThrow(IqRefused::notFound);
        var typed = request.typed().orElseThrow(IqRefused::badRequest);
        var finish = new CompanionFinish(
                stage.requireChild("link_code_pairing_wrapped_key_bundle").requireBytes(),
                key(stage.requireChild("companion_identity_public")));
        return Answer.empty().then(() -> finished(request, typed.afterFinish(), finish));
    }

    private void finished(CodeRequest request, CodeRequest.Typed typed, CompanionFinish finish) {
        if (typed.finishesAwaited() > 0) {
            answer(request, typed);
            return;
        }
        requests.remove(request);
        try {
            var secret = typed.pairing().finish(finish);
            typed.outcome().complete(exchange.linking().confirm(request.link(), request.account(), secret));
        } catch (CodePairingFailure wrong) {
            exchange.events()
                    .add(
                            "pairing.failed",
                            "connection",
                            request.link().connection().id(),
                            "account",
                            request.account(),
                            "reason",
                            wrong.reason());
            typed.outcome().completeExceptionally(LinkRefused.badRequest("code: " + wrong.getMessage()));
        } catch (LinkRefused refused) {
            typed.outcome().completeExceptionally(refused);
        }
    }

    private static PublicKey key(Node node) throws MalformedNode {
        try {
            return PublicKey.of(node.requireBytes());
        } catch (InvalidKey invalid) {
            throw new MalformedNode(node.tag() + ": " + invalid.getMessage());
        }
    }

    void clear() {
        requests.clear();
    }
}
