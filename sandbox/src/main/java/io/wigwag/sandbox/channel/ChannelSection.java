package io.wigwag.sandbox.channel;

import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.state.StateSection;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Accounts;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Channels as a part of the world that lasts, by address.
public final class ChannelSection implements StateSection {
    public static final String NAME = "channels";

    private final Channels channels;
    private final Accounts accounts;

    public ChannelSection(Channels channels, Accounts accounts) {
        this.channels = channels;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<String> keys() {
        return channels.all().stream().map(Channel::toString).sorted().toList();
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        return channels.find(Entries.jid(key)).map(ChannelSection::json);
    }

    private static ObjectNode json(Channel channel) {
        var json = Entries.object()
                .put("name", channel.name())
                .put("owner", channel.owner().number())
                .put("createdAt", channel.createdAt().toString());
        var followers = json.putArray("followers");
        channel.followers().forEach(person -> followers.add(person.number()));
        var posts = json.putObject("posts");
        channel.posts().forEach(posts::put);
        return json;
    }

    /// A channel without its owner is gone.
    @Override
    public void restore(String key, ObjectNode json) {
        find(json.path("owner")).ifPresent(owner -> channels.add(channel(Entries.jid(key), json, owner)));
    }

    private Channel channel(Jid jid, ObjectNode json, Account owner) {
        var channel = new Channel(jid, json.path("name").asString(), owner, Entries.time(json.path("createdAt")));
        for (var follower : json.path("followers")) {
            find(follower).ifPresent(channel::follow);
        }
        json.path("posts")
                .properties()
                .forEach(post ->
                        channel.restorePost(post.getKey(), post.getValue().asLong()));
        return channel;
    }

    private Optional<Account> find(JsonNode number) {
        return accounts.byNumber(number.asString());
    }
}
