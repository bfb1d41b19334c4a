package io.wigwag.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.Ask;
import io.wigwag.sandbox.TestLink;
import io.wigwag.sandbox.world.Account;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfileTest extends OneSandbox {
    private static final Octets IMAGE = Octets.ofHex("ffd8ffe000104a464946");

    private static Node setPicture(Octets image) {
        return Ask.set(
                "w:profile:picture",
                Node.tag("picture").attribute("type", "image").bytes(image).build());
    }

    private static Node getPicture(Jid target, Optional<String> known) {
        return Ask.get(
                        "w:profile:picture",
                        Node.tag("picture")
                                .attribute("type", "image")
                                .attribute("query", "url")
                                .attribute("id", known)
                                .build())
                .toBuilder()
                .attribute("target", target)
                .build();
    }

    private static Node await(TestLink link, String type) throws Exception {
        return link.await(node -> node.is("notification") && node.attributes().is("type", type));
    }

    @Test
    void whoeverIsOnlineHearsOfANewAboutText() throws Exception {
        var alice = linked("alice");
        var second = linked("alice");
        var bob = linked("bob");
        try (var link = alice.online();
                var own = second.online();
                var other = bob.online()) {
            var set = Node.tag("status").bytes(UserFacts.utf8("at the sea 🌊")).build();
            assertThat(link.query(Ask.set("status", set)).attributes().is("type", "result"))
                    .isTrue();

            var news = await(other, "status");
            assertThat(news.attributes().jid("from")).contains(alice.pn());
            assertThat(news.attributes().text("notify")).contains("alice" + round);
            assertThat(news.requireChild("set").text()).contains("at the sea 🌊");
            assertThat(own.await(node -> node.child("status").isPresent())
                            .attributes()
                            .text("type"))
                    .contains("account_sync");

            link.query(Ask.set("status", Node.of("status")));
            assertThat(await(other, "status").requireChild("set").bytes())
                    .as("an empty text has no content")
                    .isEmpty();
            assertThat(Ask.errorOf(link.query(Ask.set(
                            "status", Node.tag("status").text("x".repeat(140)).build()))))
                    .isEqualTo("406");
            assertThat(Ask.errorOf(link.query(Ask.set(
                            "status", Node.tag("status").text("é".repeat(139)).build()))))
                    .isEmpty();
        }
    }

    @Test
    void aPictureIsToldToAllAndCanBeFetched() throws Exception {
        var alice = linked("alice");
        var bob = linked("bob");
        try (var link = alice.online();
                var other = bob.online()) {
            var id = link.query(setPicture(IMAGE))
                    .requireChild("picture")
                    .attributes()
                    .requireText("id");

            for (var hearer : List.of(link, other)) {
                var news = await(hearer, "picture");
                assertThat(news.attributes().jid("from")).contains(alice.pn());
                var set = news.requireChild("set");
                assertThat(set.attributes().jid("jid")).contains(alice.pn());
                assertThat(set.attributes().jid("author")).contains(alice.pn());
                assertThat(set.attributes().text("id")).contains(id);
            }
            var picture = other.query(getPicture(alice.lid(), Optional.empty())).requireChild("picture");
            assertThat(picture.attributes().text("id")).contains(id);
            assertThat(picture.attributes().text("type")).contains("image");
            assertThat(picture.attributes().requireText("url"))
                    .startsWith("https://")
                    .endsWith(picture.attributes().requireText("direct_path"));
            assertThat(fetch(picture.attributes().requireText("direct_path"))).isEqualTo(IMAGE);
            assertThat(other.query(getPicture(alice.pn(), Optional.of(id)))
                            .requireChild("picture")
                            .attributes()
                            .text("status"))
                    .contains("304");

            assertThat(link.query(setPicture(IMAGE))
                            .requireChild("picture")
                            .attributes()
                            .requireText("id"))
                    .as("another id each time")
                    .isNotEqualTo(id);
        }
    }

    private Octets fetch(String path) throws Exception {
        var address = URI.create("http://127.0.0.1:" + sandbox.plainPort().orElseThrow() + path);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return Octets.wrap(answer.body());
        }
    }

    @Test
    void aPictureThatIsNotThereOrNotToBeSeenIsRefused() throws Exception {
        var alice = linked("alice");
        var bob = linked("bob");
        try (var link = alice.online();
                var other = bob.online()) {
            assertThat(Ask.errorOf(other.query(getPicture(alice.pn(), Optional.empty()))))
                    .isEqualTo("404");
            link.query(setPicture(IMAGE));
            world(() -> {
                sandbox.people().of(account(alice)).privacy().choose(PrivacyChoices.PROFILE, PrivacyChoices.NONE);
                return true;
            });
            assertThat(Ask.errorOf(other.query(getPicture(alice.pn(), Optional.empty()))))
                    .isEqualTo("401");
            assertThat(link.query(getPicture(alice.pn(), Optional.empty())).child("picture"))
                    .as("one's own is always to be seen")
                    .isPresent();
        }
    }

    @Test
    void aPictureIsRemovedWithNoContent() throws Exception {
        var alice = linked("alice");
        try (var link = alice.online()) {
            for (var removal : List.of(
                    Ask.set("w:profile:picture"),
                    Ask.set(
                            "w:profile:picture",
                            Node.tag("picture").attribute("type", "image").build()))) {
                link.query(setPicture(IMAGE));
                link.await(node -> node.child("set").isPresent());

                assertThat(link.query(removal).children()).isEmpty();

                var gone = await(link, "picture").requireChild("delete");
                assertThat(gone.attributes().jid("jid")).contains(alice.pn());
                assertThat(Ask.errorOf(link.query(getPicture(alice.pn(), Optional.empty()))))
                        .isEqualTo("404");
            }
        }
    }

    @Test
    void onlyAStrictServiceLooksIntoPictures() throws Exception {
        var text = setPicture(Octets.ofHex("68656c6c6f"));
        try (var link = linked("alice").online()) {
            assertThat(Ask.errorOf(link.query(text))).isEmpty();
            strict(true);
            assertThat(Ask.errorOf(link.query(text))).isEqualTo("406");
            assertThat(Ask.errorOf(link.query(setPicture(IMAGE)))).isEmpty();
        } finally {
            strict(false);
        }
    }

    private void strict(boolean value) throws Exception {
        world(() -> {
            sandbox.exchange().settings().strict = value;
            return true;
        });
    }

    @Test
    void aGroupsPictureIsForItsMembers() throws Exception {
        var alice = linked("alice");
        var bob = linked("bob");
        var carol = linked("carol");
        var group = Jid.parse("120363204174603260@g.us");
        sandbox.people()
                .pictures()
                .groups(asked -> asked.equals(group)
                        ? Optional.of(new OneGroup(List.of(account(alice), account(bob)), account(alice)))
                        : Optional.empty());
        try (var link = alice.online();
                var other = bob.online();
                var stranger = carol.online()) {
            var set = setPicture(IMAGE).toBuilder().attribute("target", group).build();
            assertThat(Ask.errorOf(other.query(set))).isEqualTo("401");
            link.query(set);

            var news = await(other, "picture");
            assertThat(news.attributes().jid("from")).contains(group);
            assertThat(news.requireChild("set").attributes().jid("author")).contains(alice.pn());
            assertThat(other.query(getPicture(group, Optional.empty())).child("picture"))
                    .isPresent();
            assertThat(Ask.errorOf(stranger.query(getPicture(group, Optional.empty()))))
                    .isEqualTo("401");
            assertThat(Ask.errorOf(stranger.query(getPicture(Jid.parse("120363000000000000@g.us"), Optional.empty()))))
                    .isEqualTo("404");

            var many = Ask.get(
                            "w:g2",
                            Node.tag("pictures")
                                    .child(Node.tag("picture")
                                            .attribute("jid", group)
                                            .attribute("type", "preview"))
                                    .child(Node.tag("picture").attribute("jid", Jid.parse("120363000000000000@g.us")))
                                    .build())
                    .toBuilder()
                    .set("to", Jid.GROUPS)
                    .build();
            var pictures = other.query(many).requireChild("pictures").children();
            assertThat(pictures).hasSize(1);
            assertThat(pictures.getFirst().attributes().jid("jid")).contains(group);
            assertThat(pictures.getFirst().attributes().has("direct_path")).isTrue();
            assertThat(stranger.query(many).requireChild("pictures").children()).isEmpty();
        }
    }

    private record OneGroup(List<Account> members, Account admin) implements Pictures.Group {
        @Override
        public boolean mayChangePicture(Account account) {
            return account.equals(admin);
        }
    }

    @Test
    void aLinkLeadsToItsOwnerUntilItIsRevoked() throws Exception {
        var alice = linked("alice");
        var bob = linked("bob");
        try (var link = alice.online();
                var other = bob.online()) {
            var code = ownCode(link, "get");
            assertThat(ownCode(link, "get")).isEqualTo(code);
            var owner = other.query(resolve(code)).requireChild("qr");
            assertThat(owner.attributes().jid("jid")).contains(alice.pn());
            assertThat(owner.attributes().text("notify")).contains("alice" + round);
            assertThat(owner.attributes().text("type")).contains("contact");

            assertThat(ownCode(link, "revoke")).isNotEqualTo(code);
            assertThat(Ask.errorOf(other.query(resolve(code)))).isEqualTo("404");
        }
    }

    private static String ownCode(TestLink link, String action) throws Exception {
        var qr = Node.tag("qr")
                .attribute("type", "contact")
                .attribute("action", action)
                .build();
        return link.query(Ask.set("w:qr", qr)).requireChild("qr").attributes().requireText("code");
    }

    private static Node resolve(String code) {
        return Ask.get("w:qr", Node.tag("qr").attribute("code", code).build());
    }

    @Test
    void aBusinessHasAProfileAndOthersHaveAnEmptyOne() throws Exception {
        var shop = linked("shop");
        var bob = linked("bob");
        world(() -> {
            var address = Node.tag("address").text("1 Quay").build();
            sandbox.people().of(account(shop)).business(Optional.of(new Business("Shop", List.of(address))));
            return true;
        });
        try (var link = bob.online();
                var own = shop.online()) {
            var change = Node.tag("business_profile")
                    .attribute("v", "3")
                    .attribute("mutation_type", "delta")
                    .child(Node.tag("description").text("fish"))
                    .build();
            own.query(Ask.set("w:biz", change));
            assertThat(Ask.errorOf(link.query(Ask.set("w:biz", change)))).isEqualTo("403");

            var profile = link.query(profile(shop.pn()))
                    .requireChild("business_profile")
                    .requireChild("profile");
            assertThat(profile.attributes().jid("jid")).contains(shop.pn());
            assertThat(profile.requireChild("address").text()).contains("1 Quay");
            assertThat(profile.requireChild("description").text()).contains("fish");
            assertThat(link.query(profile(bob.pn()))
                            .requireChild("business_profile")
                            .children())
                    .isEmpty();
            assertThat(link.query(Ask.get(
                                    "w:biz",
                                    Node.tag("verified_name")
                                            .attribute("jid", shop.lid())
                                            .build()))
                            .requireChild("verified_name")
                            .bytes())
                    .isPresent();
        }
    }

    private static Node profile(Jid jid) {
        return Ask.get(
                "w:biz",
                Node.tag("business_profile")
                        .attribute("v", "244")
                        .child(Node.tag("profile").attribute("jid", jid))
                        .build());
    }
}
