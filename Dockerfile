# Build: the SDK restores, compiles and publishes.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/RstKb.Web/RstKb.Web.csproj -c Release -o /app -p:CompileAhead=true \
 && dotnet publish src/RstKb.Cli/RstKb.Cli.csproj -c Release -o /app/cli

# Run: the runtime alone, an ordinary user, one folder that lasts.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl libsqlite3-0 \
 && rm -rf /var/lib/apt/lists/* \
 && mkdir /data && chown "$APP_UID" /data
COPY --from=build /app /app
ENV RSTKB_DATA=/data \
    RSTKB_CONTENT=/app/content \
    ASPNETCORE_URLS=http://0.0.0.0:5080 \
    DOTNET_EnableDiagnostics=0
USER $APP_UID
WORKDIR /data
VOLUME /data
EXPOSE 5080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD curl --fail --silent http://127.0.0.1:5080/healthz || exit 1
ENTRYPOINT ["dotnet", "/app/RstKb.Web.dll"]
