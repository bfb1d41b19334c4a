/// Channels: one account posts in the clear, those who follow read, and the service numbers the posts.
@NullMarked
package io.wigwag.sandbox.channel;

import org.jspecify.annotations.NullMarked;
