package io.wigwag.sandbox.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.SmallWorld;
import io.wigwag.sandbox.message.Traffic;
import io.wigwag.sandbox.world.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ChannelsTest {
    private static final Octets NEWS = Octets.ofHex("0a046e657773");

    private final SmallWorld world = new SmallWorld();
    private final Traffic traffic = new Traffic(world.exchange());
    private final Channels channels = Channels.addTo(world.exchange(), traffic.messages());
    private final Account anna = world.account("anna");
    private final Account ben = world.account("ben");
    private final Account eve = world.account("eve");
    private final Channel channel = world.in(() -> channels.create(anna, "news"));

    @AfterEach
    void close() {
        assertThat(world.failures()).isZero();
        world.close();
    }

    private void follow(Account person) {
        world.in(() -> {
            channels.follow(channel, person);
            return true;
        });
    }

    private static NodeBuilder post(String id, Jid to) {
        return Node.tag("message")
                .attribute("to", to)
                .attribute("id", id)
                .attribute("type", "text")
                .child(Node.tag("plaintext").bytes(NEWS));
    }

    private static Node arrived(Channel channel, String id, int number) {
        return Node.tag("message")
                .attribute("from", channel.jid())
                .attribute("id", id)
                .attribute("t", SmallWorld.START.getEpochSecond())
                .attribute("type", "text")
                .attribute("server_id", number)
                .child(Node.tag("plaintext").bytes(NEWS))
                .build();
    }

    @Test
    void aPostHasANumberAndGoesToWhoFollowsAndToTheOwnersOtherDevices() {
        follow(ben);
        var author = world.online(anna);
        var own = world.online(anna);
        var reader = world.online(ben);
        var stranger = world.online(eve);

        author.send(post("P1", channel.jid()).build());

        assertThat(author.took("ack").getFirst().attributes().text("server_id")).hasValue("99");
        assertThat(reader.took()).containsExactly(arrived(channel, "P1", 99));
        assertThat(own.took()).containsExactly(arrived(channel, "P1", 99));
        assertThat(stranger.took()).isEmpty();
    }

    @Test
    void whatIsSentAgainIsPostedOnceAndAnEditKeepsItsNumber() {
        follow(ben);
        var author = world.online(anna);
        var reader = world.online(ben);

        author.send(post("P1", channel.jid()).build());
        author.send(post("P1", channel.jid()).build());
        author.send(post("P2", channel.jid()).build());
        author.send(post("P1", channel.jid()).attribute("edit", "3").build());

        assertThat(author.took("ack"))
                .extracting(ack -> ack.attributes().text("server_id").orElse(""))
                .containsExactly("99", "99", "100", "99");
        assertThat(reader.took())
                .extracting(stanza -> stanza.attributes().text("id").orElse("")
                        + stanza.attributes().text("edit").orElse(""))
                .containsExactly("P1", "P2", "P13");
    }

    @Test
    void whoIsAwayGetsItLaterUnlessTheyNoLongerFollow() {
        follow(ben);
        follow(eve);
        var device = world.link(ben);
        world.in(() -> {
            channels.unfollow(channel, eve);
            return true;
        });
        var left = world.online(eve);
        var author = world.online(anna);

        author.send(post("P1", channel.jid()).build());

        assertThat(left.took()).isEmpty();
        assertThat(world.login(device).took("message"))
                .singleElement()
                .satisfies(stanza ->
                        assertThat(stanza.attributes().is("server_id", "99")).isTrue());
    }

    @Test
    void nobodyElsePostsAndWhatIsNoPostIsRefused() {
        follow(ben);
        var reader = world.online(ben);
        var author = world.online(anna);

        reader.send(post("P1", channel.jid()).build());
        author.send(post("P2", nowhere()).build());
        author.send(Node.tag("message")
                .attribute("to", channel.jid())
                .attribute("id", "P3")
                .attribute("type", "text")
                .build());

        assertThat(reader.took("ack").getFirst().attributes().text("error")).hasValue("403");
        assertThat(author.took("ack"))
                .extracting(ack -> ack.attributes().text("error").orElse(""))
                .containsExactly("404", "400");
    }

    private Jid nowhere() {
        return world.in(() -> Jid.parse("120363000000000000@newsletter"));
    }

    @Test
    void aChannelGoesWithItsOwner() {
        follow(ben);
        world.in(() -> {
            world.exchange().removeAccount(ben);
            return true;
        });
        assertThat(channel.followers()).isEmpty();
        world.in(() -> {
            world.exchange().removeAccount(anna);
            return true;
        });
        assertThat(channels.all()).isEmpty();
    }
}
