package io.wigwag.interop.conform;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.codec.Reuse;
import io.wigwag.core.message.content.Album;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Contacts;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Disappearing;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Event;
import io.wigwag.core.message.content.Invite;
import io.wigwag.core.message.content.LinkPreview;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.core.message.content.Place;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.Reply;
import io.wigwag.core.message.content.Setting;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.octets.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What an application asks of Baileys, asked of our code.
final class BaileysWishes {
    private static final Duration WEEK = Duration.ofDays(7);

    private final VectorCase vector;
    private final JsonNode wish;
    private final JsonNode options;

    private BaileysWishes(VectorCase vector) {
        this.vector = vector;
        wish = vector.get("content");
        options = vector.get("options");
    }

    static Draft draft(VectorCase vector) throws Exception {
        return new BaileysWishes(vector).draft();
    }

    private Draft draft() throws Exception {
        if (wish.has("forward")) {
            return forward(wish.get("forward"));
        }
        var draft = Draft.of(content());
        if (wish.has("viewOnce")) {
            draft = draft.onlyOnce();
        }
        if (wish.has("albumParentKey")) {
            draft = draft.inAlbum(ref(wish.get("albumParentKey")));
        }
        draft = surrounded(draft);
        return wish.has("edit") ? Draft.of(new Change.Edit(ref(wish.get("edit")), draft)) : draft;
    }

    private Draft surrounded(Draft plain) throws Exception {
        var draft = plain;
        for (var person : wish.path("mentions")) {
            draft = draft.mentioning(Jid.parse(person.asString()));
        }
        if (wish.has("mentionAll")) {
            draft = draft.mentioningEverybody();
        }
        var newsletter = Jid.parse(vector.text("jid")).isNewsletter();
        if (options.has("ephemeralExpiration") && !newsletter) {
            draft = draft.disappearing(Disappearing.after(
                    Duration.ofSeconds(options.get("ephemeralExpiration").asLong())));
        }
        return options.has("quoted") ? quoting(draft, options.get("quoted")) : draft;
    }

    private Draft quoting(Draft draft, JsonNode quoted) throws Exception {
        var key = quoted.get("key");
        var chat = Jid.parse(key.get("remoteJid").asString());
        var author = key.get("fromMe").asBoolean()
                ? options.get("userJid")
                : key.path("participant").isMissingNode() ? key.get("remoteJid") : key.get("participant");
        var quote = Reuse.quote(
                new MessageId(key.get("id").asString()),
                Jid.parse(author.asString()).bare(),
                MessageJson.read(quoted.get("message")));
        return draft.quoting(chat.equals(Jid.parse(vector.text("jid"))) ? quote : quote.fromChat(chat));
    }

    private static Draft forward(JsonNode original) throws Exception {
        var own = original.get("key").get("fromMe").asBoolean();
        return Reuse.forward(ContentReader.read(MessageJson.read(original.get("message"))), own);
    }

    private Content content() throws Exception {
        if (wish.has("text")) {
            return text();
        }
        var media = BaileysFiles.media(vector);
        return media.isPresent() ? media.get() : somethingElse();
    }

    private Content text() {
        var text = Text.of(wish.get("text").asString());
        if (wish.has("linkPreview")) {
            var card = wish.get("linkPreview");
            text = text.withPreview(LinkPreview.of(
                            card.get("matched-text").asString(),
                            card.get("title").asString(),
                            card.get("description").asString())
                    .withThumbnail(
                            Octets.wrap(VectorCase.hex(card.get("jpegThumbnail").get("$hex")))));
        }
        if (options.has("backgroundColor")) {
            var colour =
                    Integer.parseInt(options.get("backgroundColor").asString().substring(1), 16);
            text = text.withStyle(Text.Style.on(0xFF00_0000 | colour, Text.Font.MORNING_BREEZE));
        }
        return text;
    }

    private Content somethingElse() throws Exception {
        var kind = wish.propertyNames().iterator().next();
        var value = wish.get(kind);
        return switch (kind) {
            case "react" ->
                new Reaction(ref(value.get("key")), value.get("text").asString());
            case "delete" -> new Change.Revocation(ref(value));
            case "pin" ->
                wish.get("type").asInt() == 1
                        ? new Change.Pin(
                                ref(value), Duration.ofSeconds(wish.get("time").asLong()))
                        : new Change.Unpin(ref(value));
            case "contacts" -> contacts(value);
            case "location" -> location(value);
            case "poll" -> poll(value);
            case "event" -> event(value);
            case "limitSharing" -> new Setting.SharingLimit(value.asBoolean());
            case "disappearingMessagesInChat" ->
                new Setting.Timer(value.asBoolean() ? WEEK : Duration.ZERO, Optional.empty());
            case "sharePhoneNumber" -> new Setting.NumberShare();
            case "requestPhoneNumber" -> new Setting.NumberRequest();
            case "album" ->
                new Album(
                        value.get("expectedImageCount").asInt(),
                        value.get("expectedVideoCount").asInt());
            case "groupInvite" ->
                Invite.ToGroup.of(
                                Jid.parse(value.get("jid").asString()),
                                value.get("subject").asString(),
                                value.get("inviteCode").asString(),
                                Instant.ofEpochSecond(
                                        value.get("inviteExpiration").asLong()))
                        .withCaption(value.get("text").asString());
            case "buttonReply" ->
                new Reply.Button(
                        value.get("id").asString(), value.get("displayText").asString());
            case "listReply" ->
                new Reply.Row(
                        value.get("singleSelectReply").get("selectedRowId").asString(),
                        value.get("title").asString(),
                        value.get("description").asString());
            default -> throw new AssertionError("unknown wish: " + kind);
        };
    }

    private static Content contacts(JsonNode value) {
        var cards = new ArrayList<Contacts.Card>();
        for (var card : value.get("contacts")) {
            cards.add(new Contacts.Card(
                    card.get("displayName").asString(), card.get("vcard").asString()));
        }
        return new Contacts(value.get("displayName").asString(), cards);
    }

    private static Place.Location location(JsonNode value) {
        return Place.Location.of(
                        value.get("degreesLatitude").asDouble(),
                        value.get("degreesLongitude").asDouble())
                .named(value.get("name").asString(), value.path("address").asString(""));
    }

    private static Content poll(JsonNode value) {
        var names = new ArrayList<String>();
        value.get("values").forEach(name -> names.add(name.asString()));
        var poll = Poll.atMost(
                value.get("selectableCount").asInt(), value.get("name").asString(), names);
        return value.has("toAnnouncementGroup") ? poll.with(Poll.Rules.NONE.inAnnouncements()) : poll;
    }

    private Content event(JsonNode value) {
        var event = Event.of(value.get("name").asString(), date(value.get("startDate")))
                .describedAs(value.get("description").asString());
        if (value.has("endDate")) {
            event = event.until(date(value.get("endDate")));
        }
        if (value.has("location")) {
            event = event.at(location(value.get("location")));
        }
        if (value.has("call")) {
            event = event.joinedBy(
                    vector.get("json").get("eventMessage").get("joinLink").asString());
        }
        return event.with(new Event.Rules(
                value.path("isCancelled").asBoolean(false),
                value.path("extraGuestsAllowed").asBoolean(false),
                value.path("isScheduleCall").asBoolean(false),
                Optional.empty()));
    }

    private static Instant date(JsonNode value) {
        return Instant.ofEpochMilli(value.get("$date").asLong());
    }

    static MessageRef ref(JsonNode key) throws Exception {
        var author = key.has("participant")
                ? Optional.of(Jid.parse(key.get("participant").asString()))
                : Optional.<Jid>empty();
        return new MessageRef(
                Jid.parse(key.get("remoteJid").asString()),
                key.get("fromMe").asBoolean(),
                new MessageId(key.get("id").asString()),
                author);
    }
}
