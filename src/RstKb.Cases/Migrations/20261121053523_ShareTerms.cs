using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RstKb.Cases.Migrations
{
    /// <inheritdoc />
    public partial class ShareTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "AddressKey",
                table: "share_links",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "PasswordHash",
                table: "share_links",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Scope",
                table: "share_links",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "headers");

            migrationBuilder.AddColumn<bool>(
                name: "WithPayload",
                table: "share_links",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AddressKey",
                table: "share_links");

            migrationBuilder.DropColumn(
                name: "PasswordHash",
                table: "share_links");

            migrationBuilder.DropColumn(
                name: "Scope",
                table: "share_links");

            migrationBuilder.DropColumn(
                name: "WithPayload",
                table: "share_links");
        }
    }
}
