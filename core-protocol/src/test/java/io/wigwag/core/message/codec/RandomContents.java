package io.wigwag.core.message.codec;

import io.wigwag.core.id.Server;
import io.wigwag.core.media.MediaReference;
import io.wigwag.core.message.content.Album;
import io.wigwag.core.message.content.Audio;
import io.wigwag.core.message.content.CallRecord;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Comment;
import io.wigwag.core.message.content.Contacts;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Document;
import io.wigwag.core.message.content.Event;
import io.wigwag.core.message.content.Image;
import io.wigwag.core.message.content.Internal;
import io.wigwag.core.message.content.Invite;
import io.wigwag.core.message.content.LinkPreview;
import io.wigwag.core.message.content.Offer;
import io.wigwag.core.message.content.Place;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.Raw;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.Reply;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.content.Setting;
import io.wigwag.core.message.content.Sticker;
import io.wigwag.core.message.content.StickerPack;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.content.Video;
import io.wigwag.core.message.content.VideoNote;
import io.wigwag.core.message.content.VoiceNote;
import io.wigwag.core.message.secret.AddOn;
import io.wigwag.core.message.secret.Sealed;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.AppStateFatalExceptionNotification;
import io.wigwag.proto.e2e.AppStateSyncKeyRequest;
import io.wigwag.proto.e2e.AppStateSyncKeyShare;
import io.wigwag.proto.e2e.HistorySyncNotification;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.PeerDataOperationRequestMessage;
import io.wigwag.proto.e2e.PeerDataOperationRequestResponseMessage;
import io.wigwag.proto.e2e.ProtocolMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A content of every kind that there is.
final class RandomContents {
    private final RandomDrafts of;
    private final List<Supplier<Content>> kinds = List.of(
            this::text,
            this::image,
            this::video,
            this::videoNote,
            this::audio,
            this::voiceNote,
            this::document,
            this::sticker,
            this::stickerPack,
            this::album,
            this::location,
            this::liveLocation,
            this::contacts,
            this::reaction,
            this::poll,
            this::event,
            this::addOn,
            this::change,
            this::comment,
            this::setting,
            this::invite,
            this::reply,
            this::offer,
            this::call,
            this::internal,
            this::raw);

    RandomContents(RandomDrafts of) {
        this.of = of;
    }

    Content any() {
        return kinds.get(of.random.nextInt(kinds.size())).get();
    }

    /// Whether the wire has a place for surroundings of such a content.
    static boolean hasContext(Content content) {
        return switch (content) {
            case Reaction _, SealedAddOn _, Change _, Comment _, CallRecord _, Internal _, Raw _ -> false;
            case Setting setting -> setting instanceof Setting.NumberRequest;
            case Content _ -> true;
        };
    }

    private Content text() {
        var preview = of.maybe(() -> new LinkPreview(
                "https://a.example/",
                of.word(),
                of.word(),
                of.pick(LinkPreview.Kind.values()),
                of.bytes(30),
                of.maybe(() -> of.thumbnail(of.maybe(of::seal)))));
        var style =
                of.maybe(() -> new Text.Style(of.random.nextInt(), of.random.nextInt(), of.pick(Text.Font.values())));
        return new Text(of.word(), preview, style);
    }

    private Content image() {
        return new Image(of.file("image/png"), of.word(), of.size(), of.bytes(40));
    }

    private Content video() {
        return new Video(of.file("video/mp4"), of.word(), of.size(), of.length(), of.bytes(40), of.chance())
                .withThumbnail(of.bytes(9));
    }

    private Content videoNote() {
        return new VideoNote(of.file("video/mp4").withSidecar(of.bytes(50)), of.size(), of.length(), of.bytes(40));
    }

    private Content audio() {
        return new Audio(of.file("audio/mpeg").withSidecar(of.bytes(50)), of.length());
    }

    private Content voiceNote() {
        return new VoiceNote(of.file(VoiceNote.MIMETYPE), of.length(), of.exactly(64), of.random.nextInt());
    }

    private Content document() {
        return new Document(
                of.file("application/pdf"), of.word(), of.word(), of.word(), of.random.nextInt(1000), of.bytes(40));
    }

    private Content sticker() {
        return new Sticker(of.file("image/webp"), of.size(), of.pick(Sticker.Form.values()), of.bytes(40));
    }

    private Content stickerPack() {
        var file = of.file(StickerPack.MIMETYPE);
        var plain = new MediaReference(
                Optional.empty(),
                file.directPath(),
                file.mimetype(),
                file.fileSha256(),
                file.fileLength(),
                file.seal(),
                Octets.EMPTY);
        // The picture's key is the archive's.
        var seal = file.seal().map(key -> new MediaReference.Seal(key.mediaKey(), of.exactly(32), key.madeAt()));
        return new StickerPack(
                new StickerPack.Label(of.word(), of.word(), of.word(), of.word(), of.pick(StickerPack.Origin.values())),
                of.list(() -> new StickerPack.Item(
                        of.word(), "image/webp", of.pick(Sticker.Form.values()), of.list(of::word))),
                plain,
                of.word(),
                of.word(),
                of.maybe(() -> of.thumbnail(seal)));
    }

    private Content album() {
        return new Album(of.random.nextInt(30), of.random.nextInt(30));
    }

    private Place.Location location() {
        return new Place.Location(
                new Place.Point(of.random.nextDouble(-90, 90), of.random.nextDouble(-180, 180)),
                of.word(),
                of.word(),
                of.word(),
                of.bytes(40));
    }

    private Content liveLocation() {
        return Place.LiveLocation.of(of.random.nextDouble(), of.random.nextDouble(), of.random.nextLong())
                .moving(new Place.Motion(of.random.nextInt(99), (float) of.random.nextDouble(), of.random.nextInt(360)))
                .withCaption(of.word());
    }

    private Content contacts() {
        return new Contacts(of.word(), of.list(() -> new Contacts.Card(of.word(), of.word())));
    }

    private Content reaction() {
        return new Reaction(of.ref(), of.word());
    }

    private Content poll() {
        var rules = new Poll.Rules(of.maybe(of::word), of.maybe(of::time), of.chance(), of.chance(), false);
        return new Poll(
                of.word(),
                of.list(of::word),
                of.random.nextInt(4),
                of.chance() ? rules : Poll.Rules.NONE.inAnnouncements());
    }

    private Content event() {
        return new Event(
                of.word(),
                of.word(),
                of.time(),
                of.maybe(of::time),
                of.maybe(this::location),
                of.word(),
                new Event.Rules(of.chance(), of.chance(), of.chance(), of.maybe(of::length)));
    }

    private Content addOn() {
        return new SealedAddOn(of.ref(), of.pick(AddOn.values()), new Sealed(of.bytes(90), of.exactly(12)));
    }

    private Content change() {
        return switch (of.random.nextInt(5)) {
            case 0 -> new Change.Edit(of.ref(), of.words());
            case 1 -> new Change.Revocation(of.ref());
            case 2 -> new Change.Pin(of.ref(), Change.Pin.WEEK);
            case 3 -> new Change.Unpin(of.ref());
            default -> new Change.Keep(of.ref(), of.chance());
        };
    }

    private Content comment() {
        return new Comment(of.ref(), of.words());
    }

    private Content setting() {
        return switch (of.random.nextInt(5)) {
            case 0 -> new Setting.Timer(of.length(), of.maybe(of::time));
            case 1 -> new Setting.SharingLimit(of.chance());
            case 2 -> new Setting.MemberLabel(of.word());
            case 3 -> new Setting.NumberRequest();
            default -> new Setting.NumberShare();
        };
    }

    private Content invite() {
        return switch (of.random.nextInt(3)) {
            case 0 ->
                new Invite.ToGroup(
                        of.jid(Server.GROUP),
                        of.word(),
                        new Invite.Ticket(of.word(), of.time()),
                        of.word(),
                        of.bytes(40),
                        of.chance());
            case 1 ->
                new Invite.ToChannelAdmins(of.jid(Server.NEWSLETTER), of.word(), of.time(), of.word(), of.bytes(40));
            default -> new Invite.ToChannel(of.jid(Server.NEWSLETTER), of.word(), of.word(), of.bytes(40));
        };
    }

    private Content reply() {
        return switch (of.random.nextInt(4)) {
            case 0 -> new Reply.Button(of.word(), of.word());
            case 1 -> new Reply.TemplateButton(of.word(), of.word(), of.random.nextInt(9));
            case 2 -> new Reply.Row(of.word(), of.word(), of.word());
            default -> new Reply.Flow(of.word(), of.word(), of.random.nextInt(9), of.word());
        };
    }

    private Content offer() {
        return switch (of.random.nextInt(3)) {
            case 0 ->
                new Offer.Buttons(
                        of.word(), of.word(), of.word(), of.list(() -> new Offer.Button(of.word(), of.word())));
            case 1 ->
                new Offer.Menu(
                        of.word(),
                        of.word(),
                        of.word(),
                        of.word(),
                        of.list(() -> new Offer.Section(
                                of.word(), of.list(() -> new Offer.Row(of.word(), of.word(), of.word())))));
            default ->
                new Offer.Flow(of.word(), of.word(), of.word(), of.list(() -> new Offer.Action(of.word(), of.word())));
        };
    }

    private Content call() {
        return new CallRecord(of.chance(), of.pick(CallRecord.Outcome.values()), of.length());
    }

    private Content internal() {
        return switch (of.random.nextInt(10)) {
            case 0 -> new Internal.SenderKey(of.word(), of.bytes(80));
            case 1 ->
                new Internal.HistoryReady(
                        HistorySyncNotification.newBuilder().setChunkOrder(7).build());
            case 2 -> new Internal.StateKeys(AppStateSyncKeyShare.getDefaultInstance());
            case 3 -> new Internal.StateKeyRequest(AppStateSyncKeyRequest.getDefaultInstance());
            case 4 ->
                new Internal.StateBroken(AppStateFatalExceptionNotification.newBuilder()
                        .addCollectionNames("regular")
                        .build());
            case 5 -> new Internal.Question(PeerDataOperationRequestMessage.getDefaultInstance());
            case 6 ->
                new Internal.Answer(PeerDataOperationRequestResponseMessage.newBuilder()
                        .setStanzaId("1")
                        .build());
            case 7 -> new Internal.Identities(of.bytes(80));
            case 8 -> new Internal.SecurityNotices(of.chance());
            default ->
                new Internal.Other(
                        ProtocolMessage.Type.STOP_GENERATION_MESSAGE_VALUE,
                        ProtocolMessage.Type.STOP_GENERATION_MESSAGE.name());
        };
    }

    private Content raw() {
        var message = Message.newBuilder();
        message.getProductMessageBuilder().setBody("offer").getProductBuilder().setProductId(of.word());
        return new Raw("productMessage", message.build(), "offer");
    }
}
