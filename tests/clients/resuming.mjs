export const resuming = (client, onResync = () => {}) => ({
  ...client,
  subscribe(payload, sink) {
    // The client sends this object anew with each connection, so what it says is where the stream goes on.
    const variables = { snapshot: true, ...payload.variables };
    let stop;
    const begin = () => {
      stop = client.subscribe({ ...payload, variables }, {
        next(result) {
          const item = Object.values(result.data ?? {})[0];
          if (item?.cursor) Object.assign(variables, { after: item.cursor, snapshot: false });
          sink.next(result);
        },
        error(error) {
          if (error?.[0]?.extensions?.code !== 'RESYNC_REQUIRED') return sink.error(error);
          Object.assign(variables, { after: null, snapshot: true });
          onResync(payload);
          begin();
        },
        complete: () => sink.complete(),
      });
    };
    begin();
    return () => stop();
  },
});
