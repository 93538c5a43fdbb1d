package io.millrace.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Names and addresses as a test says, and a count of the look-ups. */
final class FakeNameResolver implements NameResolver {
    private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
    private final AtomicInteger lookUps = new AtomicInteger();

    FakeNameResolver with(String name, String... addresses) {
        names.put(name, Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
        return this;
    }

    int lookUps() {
        return lookUps.get();
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        lookUps.incrementAndGet();
        List<InetAddress> addresses = names.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }
}
