package io.wigwag.interop.conform;

import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.codec.StanzaTraits;
import io.wigwag.core.message.secret.AddOn;
import io.wigwag.core.message.secret.EventResponse;
import io.wigwag.core.message.secret.EventTally;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.secret.MessageSecret.Parties;
import io.wigwag.core.message.secret.ReportingToken;
import io.wigwag.core.message.secret.Sealed;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// `message-secrets.json`: answers to events, counting them, and the tokens of reports.
final class MessageSecrets implements VectorSuite {
    @Override
    public String file() {
        return "message-secrets.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        switch (vector.kind()) {
            case "event-response" -> response(vector);
            case "event-response-refused" -> refused(vector);
            case "event-count" -> count(vector);
            case "reporting-token" -> token(vector);
            default -> throw VectorSuite.unknownKind(vector);
        }
    }

    private static void response(VectorCase vector) throws Exception {
        var secret = secret(vector);
        var plaintext = Octets.wrap(vector.hex("plaintext"));
        var opened = secret.open(AddOn.EVENT_RESPONSE, parties(vector), sealed(vector));
        Mismatch.unlessSame("opened", plaintext, opened);
        Mismatch.unlessSame(
                "sealed",
                sealed(vector),
                secret.seal(
                        AddOn.EVENT_RESPONSE,
                        parties(vector),
                        plaintext,
                        sealed(vector).iv()));
        var response = vector.get("response");
        var expected = new EventResponse(
                answer(response.get("response").asString()),
                Instant.ofEpochMilli(response.get("timestampMs").asLong()),
                response.path("extraGuestCount").asInt(0));
        Mismatch.unlessSame("read", expected, EventResponse.parse(opened));
        // Not by bytes: some write zero guests down.
        Mismatch.unlessSame("written", expected, EventResponse.parse(expected.toOctets()));
    }

    private static EventResponse.Answer answer(String name) {
        return EventResponse.Answer.valueOf(name);
    }

    private static void refused(VectorCase vector) throws Exception {
        try {
            var opened = secret(vector).open(AddOn.EVENT_RESPONSE, parties(vector), sealed(vector));
            throw new Mismatch("a refusal: " + vector.text("why"), "none", opened.toString());
        } catch (DecryptionFailed asItShouldBe) {
            Mismatch.unlessSame("refused: " + asItShouldBe.getMessage(), true, vector.has("why"));
        }
    }

    private static void count(VectorCase vector) throws Exception {
        var tally = new EventTally();
        var time = Instant.EPOCH;
        for (var given : vector.get("eventResponses")) {
            time = time.plusSeconds(1);
            tally.count(
                    PollVotes.author(given.get("eventResponseMessageKey"), vector),
                    EventResponse.of(answer(given.get("eventResponse").asString()), time));
        }
        for (var result : vector.get("result")) {
            var name = result.get("response").asString();
            var people = new ArrayList<String>();
            result.get("responders").forEach(person -> people.add(person.asString()));
            Mismatch.unlessSame(
                    name,
                    people,
                    tally.people(answer(name)).stream().map(Jid::toString).toList());
        }
    }

    private static void token(VectorCase vector) throws Exception {
        var message = Schemas.same(vector.hex("message"), Message.getDefaultInstance());
        Schemas.sameJson(message, vector.get("json"));
        // A message without any content is not sent at all, whatever the case says of it.
        if (vector.has("token")) {
            Mismatch.unlessSame(
                    "wants a token",
                    vector.get("included").asBoolean(),
                    StanzaTraits.of(message).reportable());
        }
        if (vector.json().path("disputed").asBoolean(false)) {
            return;
        }
        var token = ReportingToken.of(
                Octets.wrap(vector.hex("message")),
                new MessageSecret(Octets.wrap(vector.hex("messageSecret"))),
                new MessageId(vector.get("key").required("id").asString()),
                Jid.parse(vector.text("from")),
                Jid.parse(vector.text("to")));
        var expected = vector.has("token") ? Optional.of(Octets.wrap(vector.hex("token"))) : Optional.<Octets>empty();
        Mismatch.unlessSame("token", expected, token.map(ReportingToken::value));
    }

    private static MessageSecret secret(VectorCase vector) {
        return new MessageSecret(Octets.wrap(vector.hex("eventEncKey")));
    }

    private static Parties parties(VectorCase vector) throws Exception {
        return new Parties(
                new MessageId(vector.text("eventMsgId")),
                Jid.parse(vector.text("eventCreatorJid")),
                Jid.parse(vector.text("responderJid")));
    }

    private static Sealed sealed(VectorCase vector) {
        return new Sealed(Octets.wrap(vector.hex("encPayload")), Octets.wrap(vector.hex("encIv")));
    }
}
