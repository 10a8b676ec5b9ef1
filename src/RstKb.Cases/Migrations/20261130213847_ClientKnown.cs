using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RstKb.Cases.Migrations
{
    /// <inheritdoc />
    public partial class ClientKnown : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "ClientKnown",
                table: "reset_flows",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ClientKnown",
                table: "reset_flows");
        }
    }
}
