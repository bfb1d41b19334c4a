package io.wigwag.interop.conform;

import com.google.protobuf.util.JsonFormat;
import io.wigwag.core.message.codec.Composition;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.codec.ContentWriter;
import io.wigwag.core.message.codec.MalformedMessage;
import io.wigwag.core.message.codec.Padding;
import io.wigwag.core.message.codec.Unwrapped;
import io.wigwag.core.message.content.Context;
import io.wigwag.core.message.content.Forwarding;
import io.wigwag.core.message.content.ReceivedContent;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.web.WebMessageInfo;
import java.time.Instant;

/// `messages.json`: messages as an application's wishes become them, and taken out of their wrappings. Two messages say
/// the same if our reader finds the same facts in both: which of two fields of one meaning is used is a matter of
/// taste.
final class Messages implements VectorSuite {
    private static final MessageSecret ANY = new MessageSecret(Octets.wrap(new byte[MessageSecret.SIZE]));

    @Override
    public String file() {
        return "messages.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        switch (vector.kind()) {
            case "content" -> content(vector);
            case "unwrap" -> {
                var message = message(vector);
                Schemas.sameJson(message, vector.get("json"));
                var inner = Schemas.same(vector.hex("inner"), Message.getDefaultInstance());
                Mismatch.unlessSame("inside", inner, Unwrapped.of(message).inner());
                Mismatch.unlessSame(
                        "kind",
                        vector.text("contentType"),
                        ContentReader.read(message).raw().kind());
            }
            case "extract" -> {
                Schemas.sameJson(message(vector), vector.get("json"));
                Mismatch.unlessSame(
                        "words",
                        vector.get("content").required("conversation").asString(),
                        ContentReader.read(message(vector)).text());
            }
            case "padding" -> {
                var plain = Octets.wrap(message(vector).toByteArray());
                var padded = Octets.wrap(vector.hex("padded"));
                Mismatch.unlessSame(
                        "padded",
                        padded,
                        Padding.pad(plain, vector.get("padLength").asInt()));
                Mismatch.unlessSame("unpadded", plain, Padding.unpad(padded));
            }
            case "unpad" -> unpad(vector);
            default -> throw VectorSuite.unknownKind(vector);
        }
    }

    private static void unpad(VectorCase vector) throws Mismatch {
        var refused = vector.get("throws").asBoolean();
        try {
            var plain = Padding.unpad(Octets.wrap(vector.hex("padded")));
            Mismatch.unlessSame("refused, and not read as " + plain, refused, false);
        } catch (MalformedMessage e) {
            Mismatch.unlessSame("refused: " + e.getMessage(), refused, true);
        }
    }

    private static void content(VectorCase vector) throws Exception {
        if (vector.json().path("throws").asBoolean(false)) {
            refused(vector);
            return;
        }
        var theirs = message(vector);
        Schemas.sameJson(theirs, vector.get("json"));
        // Fails on any name or value that our schema of the message's surroundings does not have.
        JsonFormat.parser().merge(vector.get("webMessageInfo").toString(), WebMessageInfo.newBuilder());

        var expected = ContentReader.read(theirs);
        var composition = new Composition(
                Instant.ofEpochMilli(vector.get("nowMs").asLong()),
                expected.facts().secret().orElse(ANY));
        var ours = ContentReader.read(ContentWriter.write(BaileysWishes.draft(vector), composition));
        same(expected, ours);
    }

    private static void refused(VectorCase vector) throws Exception {
        try {
            var draft = BaileysWishes.draft(vector);
            throw new Mismatch("a refusal", vector.text("error"), draft.toString());
        } catch (IllegalArgumentException asItShouldBe) {
            Mismatch.unlessSame("refused: " + asItShouldBe.getMessage(), true, vector.has("error"));
        }
    }

    private static void same(ReceivedContent expected, ReceivedContent ours) throws Mismatch {
        Mismatch.unlessSame("content", expected.content(), ours.content());
        Mismatch.unlessSame("around it", counted(expected.context()), counted(ours.context()));
        Mismatch.unlessSame("secret", expected.facts().secret(), ours.facts().secret());
        Mismatch.unlessSame("album", expected.facts().album(), ours.facts().album());
        Mismatch.unlessSame("once", expected.facts().viewOnce(), ours.facts().viewOnce());
    }

    /// Baileys counts on where phones say "often".
    private static Context counted(Context context) {
        return context.forwarding()
                .filter(Forwarding::often)
                .map(often -> context.withForwarding(new Forwarding(Forwarding.OFTEN, often.channel())))
                .orElse(context);
    }

    private static Message message(VectorCase vector) throws Exception {
        return Schemas.same(vector.hex("message"), Message.getDefaultInstance());
    }
}
