package io.wigwag.interop.scenario;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.MediaReference;
import io.wigwag.core.message.content.Album;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Contacts;
import io.wigwag.core.message.content.Disappearing;
import io.wigwag.core.message.content.Document;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Event;
import io.wigwag.core.message.content.Forwarding;
import io.wigwag.core.message.content.Image;
import io.wigwag.core.message.content.Invite;
import io.wigwag.core.message.content.LinkPreview;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.core.message.content.Offer;
import io.wigwag.core.message.content.Place;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.Quote;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.Setting;
import io.wigwag.core.message.content.Sticker;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.content.Video;
import io.wigwag.core.message.content.VideoNote;
import io.wigwag.core.message.content.VoiceNote;
import io.wigwag.core.message.vcard.VCard;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One message of every kind that people send, by what the kind is called.
final class EveryContent {
    private static final Instant TIME = Instant.ofEpochSecond(1_790_000_000);
    private static final Octets SMALL = Octets.ofHex("ffd8ffe000104a46494600");

    private final Jid chat;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    private EveryContent(Jid chat) {
        this.chat = chat;
    }

    /// For a chat with somebody.
    static Map<String, Draft> in(Jid chat) throws MalformedJid {
        var all = new EveryContent(chat);
        all.words();
        all.files();
        all.thingsToShow();
        all.changes();
        return all.drafts;
    }

    private static MediaReference file(String mimetype) {
        var seal = new MediaReference.Seal(
                Octets.wrap(new byte[MediaReference.Seal.KEY]), Octets.wrap(new byte[32]), Optional.of(TIME));
        return MediaReference.sealed("/v/t62.7118-24/1?ccb=1", mimetype, Octets.wrap(new byte[32]), 12_345, seal);
    }

    private void words() {
        drafts.put("text with formatting", Draft.of(Text.of("*bold* _italic_ ~gone~ ```code``` 🦀")));
        drafts.put("mention", Draft.of(Text.of("@" + chat.user())).mentioning(chat));
        var card = LinkPreview.of("https://example.org/", "Example", "For examples")
                .withThumbnail(SMALL);
        drafts.put("link preview", Draft.of(Text.of("see https://example.org/").withPreview(card)));
        var said = Message.newBuilder().setConversation("before").build();
        drafts.put("quote", Draft.of(Text.of("yes")).quoting(Quote.of(new MessageId("3EB0AA"), chat, said)));
        drafts.put("forwarded", Draft.of(Text.of("heard this?")).forwarded(Forwarding.FIRST));
        drafts.put("disappearing", Draft.of(Text.of("soon gone")).disappearing(Disappearing.after(Duration.ofDays(1))));
        drafts.put("styled status", Draft.of(Text.of("look").withStyle(Text.Style.on(0xFF112233, Text.Font.SYSTEM))));
    }

    private void files() {
        drafts.put(
                "image", Draft.of(Image.of(file("image/jpeg")).withCaption("me").withSize(4, 3)));
        drafts.put("view once", Draft.of(Image.of(file("image/jpeg"))).onlyOnce());
        drafts.put("video", Draft.of(Video.of(file("video/mp4")).withLength(Duration.ofSeconds(3))));
        drafts.put("gif", Draft.of(Video.gif(file("video/mp4"))));
        drafts.put("video note", Draft.of(VideoNote.of(file("video/mp4"), Duration.ofSeconds(2))));
        drafts.put(
                "voice note",
                Draft.of(VoiceNote.of(file(VoiceNote.MIMETYPE), Duration.ofSeconds(2))
                        .withWaveform(Octets.wrap(new byte[64]))));
        drafts.put(
                "document",
                Draft.of(Document.of(file("application/pdf"), "a.pdf").withCaption("read")));
        drafts.put("sticker", Draft.of(Sticker.of(file("image/webp")).withSize(512, 512)));
        drafts.put("album", Draft.of(new Album(2, 1)));
    }

    private void thingsToShow() throws MalformedJid {
        drafts.put("location", Draft.of(Place.Location.of(52.5, 13.375).named("Here", "A street")));
        drafts.put(
                "live location", Draft.of(Place.LiveLocation.of(52.5, 13.375, 7).withCaption("on my way")));
        var pia = VCard.of("Pia", "4915111");
        drafts.put("contact", Draft.of(Contacts.of(pia)));
        drafts.put("contacts", Draft.of(Contacts.of(pia, VCard.of("Mia"))));
        drafts.put("poll", Draft.of(Poll.single("colour?", List.of("red", "green"))));
        drafts.put(
                "event", Draft.of(Event.of("party", TIME).describedAs("at home").until(TIME.plusSeconds(3600))));
        drafts.put(
                "group invite",
                Draft.of(Invite.ToGroup.of(Jid.parse("120363000000000001@g.us"), "friends", "AbCdEf", TIME)
                        .withCaption("come in")));
        drafts.put(
                "buttons",
                Draft.of(new Offer.Buttons(
                        "", "which?", "", List.of(new Offer.Button("a", "this"), new Offer.Button("b", "that")))));
        drafts.put(
                "list",
                Draft.of(new Offer.Menu(
                        "food",
                        "choose",
                        "",
                        "open",
                        List.of(new Offer.Section("hot", List.of(new Offer.Row("s", "soup", "of the day")))))));
    }

    private void changes() {
        var target = MessageRef.own(chat, new MessageId("3EB0BB"));
        drafts.put("reaction", Draft.of(new Reaction(target, "👍")));
        drafts.put("edit", Draft.of(new Change.Edit(target, Draft.of(Text.of("better words")))));
        drafts.put("revocation", Draft.of(new Change.Revocation(target)));
        drafts.put("pin", Draft.of(new Change.Pin(target, Change.Pin.WEEK)));
        drafts.put("unpin", Draft.of(new Change.Unpin(target)));
        drafts.put("keep", Draft.of(new Change.Keep(target, true)));
        drafts.put("timer", Draft.of(Setting.Timer.of(Duration.ofDays(7), TIME)));
    }
}
