package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.proto.web.WebMessageInfo;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.PersonaSeat;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.Optional;
import java.util.function.Function;

/// What passes between a persona and its companions, after the greeting.
final class PersonaTalk {
    private final Exchange exchange;
    private final Function<Account, DeviceZero> voices;
    private final PeerRequests requests;
    private final Archive archive;
    private final MediaRetries mediaRetries;

    PersonaTalk(
            Exchange exchange,
            Function<Account, DeviceZero> voices,
            PeerRequests requests,
            Archive archive,
            MediaRetries mediaRetries) {
        this.exchange = exchange;
        this.voices = voices;
        this.requests = requests;
        this.archive = archive;
        this.mediaRetries = mediaRetries;
    }

    /// A companion says something: a message, or a receipt for what it was told.
    void hear(Device companion, Kind kind, Node stanza) {
        try {
            if (kind == Kind.MESSAGE) {
                hear(companion, stanza);
            } else if (stanza.attributes().is("type", "retry")) {
                sendAgain(companion, stanza);
            } else if (stanza.attributes().is("type", "server-error")) {
                mediaRetries.answer(companion, stanza, file(companion, stanza));
            }
        } catch (MalformedNode malformed) {
            failed(companion, "what can't be understood: " + malformed.getMessage());
        } catch (SignalFailure badKeys) {
            failed(companion, badKeys.toString());
        }
    }

    /// Of a message in the phone's chats, or of a piece of history.
    private Optional<MediaRef> file(Device companion, Node receipt) throws MalformedNode {
        var account = companion.account();
        var id = receipt.attributes().requireText("id");
        return archive.find(account, id)
                .map(WebMessageInfo::getMessage)
                .or(() -> voices.apply(account).said(id))
                .flatMap(MediaRef::in);
    }

    private void failed(Device companion, String reason) {
        exchange.events().add("phone.failed", "account", companion.account(), "with", companion, "reason", reason);
    }

    /// A companion says something to its persona.
    private void hear(Device companion, Node stanza) throws MalformedNode {
        var account = companion.account();
        var voice = voices.apply(account);
        var id = stanza.attributes().requireText("id");
        var reader = new Reader(exchange.accounts(), voice.sessions(), voice.senderKeys());
        try {
            var message = reader.read(new Reader.Envelope(companion, companion.pn(), account.pn(), id), stanza);
            if (message.isPresent()) {
                var answer = requests.answer(account, id, message.get().getProtocolMessage());
                if (answer.isPresent()) {
                    say(companion, answer.get());
                }
            }
        } catch (UnreadableMessage unreadable) {
            failed(companion, String.valueOf(unreadable.getMessage()));
            askAgain(companion, stanza, unreadable);
        }
    }

    /// Says something about the account itself to one of its companions.
    void say(Device companion, ProtocolMessage.Builder content) {
        try {
            var message = voices.apply(companion.account()).peerMessage(companion, content);
            exchange.delivery().deliver(companion, Kind.MESSAGE, message);
        } catch (SignalFailure badKeys) {
            failed(companion, badKeys.toString());
        }
    }

    private void askAgain(Device companion, Node stanza, UnreadableMessage unreadable) {
        var voice = voices.apply(companion.account());
        var receipt = Node.tag("receipt")
                .attribute("from", PersonaSeat.address(companion, exchange.settings()))
                .attribute("id", stanza.attributes().text("id"))
                .attribute("type", "retry")
                .attribute("category", "peer")
                .attribute("t", exchange.clock().seconds());
        for (var child : Retries.content(voice, stanza, 1, unreadable.reason())) {
            receipt.child(child);
        }
        exchange.delivery().deliver(companion, Kind.RECEIPT, receipt.build());
    }

    /// A companion could not read what the persona said: once more, in a new session.
    private void sendAgain(Device companion, Node receipt) throws MalformedNode, SignalFailure {
        var count = Retries.count(receipt);
        if (count > Retries.MOST) {
            return;
        }
        var voice = voices.apply(companion.account());
        Retries.renew(voice.sessions(), companion, receipt);
        voice.again(companion, receipt.attributes().requireText("id"), count)
                .ifPresent(again -> exchange.delivery().deliver(companion, Kind.MESSAGE, again));
    }
}
