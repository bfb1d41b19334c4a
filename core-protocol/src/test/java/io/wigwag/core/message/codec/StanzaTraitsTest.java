package io.wigwag.core.message.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Server;
import io.wigwag.core.message.codec.StanzaTraits.Edit;
import io.wigwag.core.message.content.Album;
import io.wigwag.core.message.content.Audio;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Contacts;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Document;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Event;
import io.wigwag.core.message.content.Image;
import io.wigwag.core.message.content.Invite;
import io.wigwag.core.message.content.LinkPreview;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.core.message.content.Offer;
import io.wigwag.core.message.content.Place;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.Reply;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.content.Setting;
import io.wigwag.core.message.content.Sticker;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.content.Video;
import io.wigwag.core.message.content.VideoNote;
import io.wigwag.core.message.content.VoiceNote;
import io.wigwag.core.message.secret.AddOn;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.secret.Sealed;
import io.wigwag.core.message.vcard.VCard;
import io.wigwag.proto.e2e.FutureProofMessage;
import io.wigwag.proto.e2e.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StanzaTraitsTest {
    private static final RandomDrafts RANDOM = new RandomDrafts(3);
    private static final Composition COMPOSITION =
            new Composition(Instant.ofEpochSecond(1_760_000_000), new MessageSecret(RANDOM.exactly(32)));

    /// What a stanza says: type, mediatype (or -), edit (or -), whether failures are hidden, whether it is reported.
    record Row(String said, Content content) {}

    static Stream<Row> rows() {
        var theirs = RANDOM.ref();
        var own = MessageRef.own(theirs.chat(), theirs.id());
        var foreign = new MessageRef(theirs.chat(), false, theirs.id(), theirs.author());
        var file = RANDOM.file("any/thing");
        var now = COMPOSITION.now();
        return Stream.of(
                new Row("TEXT - - shown reported", Text.of("hello")),
                new Row("MEDIA url - shown reported", Text.of("x").withPreview(LinkPreview.of("https://a.b", "", ""))),
                new Row("MEDIA image - shown reported", Image.of(file)),
                new Row("MEDIA video - shown reported", Video.of(file)),
                new Row("MEDIA gif - shown reported", Video.gif(file)),
                new Row("MEDIA ptv - shown reported", VideoNote.of(file, Duration.ZERO)),
                new Row("MEDIA audio - shown reported", new Audio(file, Duration.ZERO)),
                new Row("MEDIA ptt - shown reported", VoiceNote.of(file, Duration.ZERO)),
                new Row(
                        "MEDIA document - shown reported",
                        Document.of(file, "a").withCaption("b")),
                new Row("MEDIA sticker - shown reported", Sticker.of(file)),
                new Row("MEDIA location - shown reported", Place.Location.of(1, 2)),
                new Row("MEDIA livelocation - shown reported", Place.LiveLocation.of(1, 2, 3)),
                new Row("MEDIA vcard - shown reported", Contacts.of(VCard.of("A"))),
                new Row("MEDIA contact_array - shown reported", Contacts.of(VCard.of("A"), VCard.of("B"))),
                new Row("MEDIA url - shown reported", Invite.ToGroup.of(RANDOM.jid(Server.GROUP), "", "", now)),
                new Row("MEDIA list_response - shown reported", new Reply.Row("1", "", "")),
                new Row("MEDIA buttons_response - shown reported", new Reply.Button("1", "")),
                new Row("MEDIA native_flow_response - shown reported", new Reply.Flow("1", "{}", 1, "")),
                new Row("TEXT - - shown reported", new Reply.TemplateButton("1", "", 0)),
                new Row("TEXT - - shown reported", new Album(1, 2)),
                new Row("TEXT - - shown reported", new Setting.NumberRequest()),
                new Row("TEXT - - shown reported", new Offer.Buttons("", "a", "", List.of())),
                new Row("REACTION - - hidden silent", new Reaction(theirs, "!")),
                new Row("REACTION - REVOKE hidden silent", Reaction.removal(theirs)),
                new Row("REACTION - - hidden silent", sealed(theirs, AddOn.REACTION)),
                new Row("POLL - - shown reported", Poll.multiple("?", List.of("a", "b"))),
                new Row("POLL - - shown reported", Poll.single("?", List.of("a", "b"))),
                new Row("POLL - - shown reported", Poll.quiz("?", List.of("a", "b"), "a")),
                new Row("POLL - - hidden silent", sealed(theirs, AddOn.POLL_VOTE)),
                new Row("POLL - - hidden reported", sealed(theirs, AddOn.POLL_OPTION)),
                new Row("EVENT - - shown reported", Event.of("E", now)),
                new Row("EVENT - - hidden silent", sealed(theirs, AddOn.EVENT_RESPONSE)),
                new Row("EVENT - EDIT hidden reported", sealed(theirs, AddOn.EVENT_EDIT)),
                new Row("TEXT - EDIT shown reported", sealed(theirs, AddOn.MESSAGE_EDIT)),
                new Row("TEXT - - hidden reported", sealed(theirs, AddOn.COMMENT)),
                new Row("TEXT - EDIT hidden reported", new Change.Edit(own, Draft.of(Image.of(file)))),
                new Row("TEXT - REVOKE shown reported", new Change.Revocation(own)),
                new Row("TEXT - ADMIN_REVOKE shown reported", new Change.Revocation(foreign)),
                new Row("TEXT - PIN hidden reported", new Change.Pin(theirs, Change.Pin.DAY)),
                new Row("TEXT - PIN hidden reported", new Change.Unpin(theirs)),
                new Row("TEXT - - hidden silent", new Change.Keep(own, true)),
                new Row("TEXT - REVOKE hidden silent", new Change.Keep(own, false)),
                new Row("TEXT - - hidden silent", new Change.Keep(foreign, false)),
                new Row("TEXT - - hidden reported", new Setting.MemberLabel("baker")),
                new Row("TEXT - - shown reported", new Setting.Timer(Duration.ZERO, Optional.empty())));
    }

    private static Content sealed(MessageRef target, AddOn kind) {
        return new SealedAddOn(target, kind, new Sealed(RANDOM.exactly(30), RANDOM.exactly(12)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aStanzaSaysWhatItsContentIs(Row row) {
        var traits = StanzaTraits.of(Draft.of(row.content()), COMPOSITION);
        var said = String.join(
                " ",
                traits.type().name(),
                traits.mediaType().orElse("-"),
                traits.edit().map(Edit::name).orElse("-"),
                traits.hidesFailure() ? "hidden" : "shown",
                traits.reportable() ? "reported" : "silent");
        assertThat(said).isEqualTo(row.said());
    }

    @Test
    void theNumbersOfEdits() {
        assertThat(Stream.of(Edit.values()).map(Edit::value)).containsExactly("1", "2", "7", "8");
    }

    @Test
    void wrappingsDoNotHideTheContent() {
        var image = ContentWriter.write(Draft.of(Image.of(RANDOM.file("image/png"))), COMPOSITION);
        var wrapping = FutureProofMessage.newBuilder().setMessage(image);
        for (var wrapped : List.of(
                Message.newBuilder().setEphemeralMessage(wrapping).build(),
                Message.newBuilder().setGroupStatusMessage(wrapping).build(),
                Message.newBuilder().setGroupStatusMessageV2(wrapping).build(),
                Message.newBuilder().setBotInvokeMessage(wrapping).build(),
                Message.newBuilder().setGroupMentionedMessage(wrapping).build(),
                DeviceCopy.of(image, RANDOM.person(), Optional.empty()))) {
            var traits = StanzaTraits.of(wrapped);
            assertThat(traits.type()).isEqualTo(StanzaTraits.Type.MEDIA);
            assertThat(traits.mediaType()).hasValue("image");
        }
    }

    @Test
    void nodesBesideTheCiphertext() {
        assertThat(children(Poll.single("?", List.of("a", "b")))).containsExactly(meta("polltype", "creation"));
        assertThat(children(Poll.quiz("?", List.of("a", "b"), "b"))).containsExactly(meta("polltype", "quiz_creation"));
        assertThat(children(sealed(RANDOM.ref(), AddOn.POLL_VOTE))).containsExactly(meta("polltype", "vote"));
        assertThat(children(sealed(RANDOM.ref(), AddOn.POLL_EDIT))).containsExactly(meta("polltype", "edit"));
        assertThat(children(Event.of("E", COMPOSITION.now()))).containsExactly(meta("event_type", "creation"));
        assertThat(children(sealed(RANDOM.ref(), AddOn.EVENT_RESPONSE)))
                .containsExactly(meta("event_type", "response"));
        assertThat(children(new Setting.MemberLabel("baker")))
                .containsExactly(Node.tag("meta")
                        .attribute("appdata", "member_tag")
                        .attribute("tag_reason", "user_update")
                        .build());
        assertThat(children(Text.of("hello"))).isEmpty();
        var once = Draft.of(Image.of(RANDOM.file("image/png"))).onlyOnce();
        assertThat(StanzaTraits.of(once, COMPOSITION).children()).containsExactly(meta("view_once", "true"));
    }

    @Test
    void offersAreMarkedAsBusiness() {
        assertThat(children(new Offer.Menu("", "a", "", "b", List.of())))
                .containsExactly(Node.tag("biz")
                        .child(Node.tag("list")
                                .attribute("type", "product_list")
                                .attribute("v", "2"))
                        .build());
        assertThat(children(new Offer.Flow("", "a", "", List.of(new Offer.Action("cta_url", "{}")))))
                .containsExactly(
                        flow(Node.tag("native_flow").attribute("v", "9").attribute("name", "mixed")));
        assertThat(children(new Offer.Buttons("", "a", "", List.of())))
                .containsExactly(
                        flow(Node.tag("native_flow").attribute("v", "9").attribute("name", "mixed")));
        assertThat(children(new Offer.Flow("", "a", "", List.of(new Offer.Action("review_and_pay", "{}")))))
                .containsExactly(flow(Node.tag("native_flow").attribute("name", "order_details")));
    }

    private static Node flow(NodeBuilder inner) {
        return Node.tag("biz")
                .child(Node.tag("interactive")
                        .attribute("type", "native_flow")
                        .attribute("v", "1")
                        .child(inner))
                .build();
    }

    private static List<Node> children(Content content) {
        return StanzaTraits.of(Draft.of(content), COMPOSITION).children();
    }

    private static Node meta(String name, String value) {
        return Node.tag("meta").attribute(name, value).build();
    }
}
